import { dirname } from 'node:path';
import { restorePreview } from '../../shared/backup/restorePreview.ts';
import type { RescueState, StoreState } from '../../shared/ipc/contract.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { type Result, refuse } from '../../shared/result.ts';
import { backupFolder } from '../lifecycle/backupFolder.ts';
import { type Rescue, rescueOf } from '../lifecycle/rescue.ts';
import { admitRescuer, forgetRescuers, rescuersOf } from '../lifecycle/rescuers.ts';
import type { Job, JobWatch, RestoreNeeds } from './jobs.ts';
import { refusedOf } from './refusedOf.ts';
import type { RestoreWish } from './restoring.ts';
import { workerResult } from './workerResult.ts';

export interface RescueKeeperNeeds {
  /** folder of device keys and heads */
  readonly home: string;
  /** folder of the numbered SQL files */
  readonly migrations: string;
  startRestore(needs: RestoreNeeds, watch: JobWatch): Job;
  /** asks for a backup that lies elsewhere. @returns null: the person thought better of it */
  chooseSource(): Promise<string | null>;
  /** told when there is something else to show */
  changed(): void;
  /** puts the backup in the place of the store */
  restore(wish: RestoreWish): Promise<Result<StoreState>>;
  report(what: string, error: unknown): void;
}

type Look = NonNullable<RescueState>['look'];
type Found = Extract<Look, { readonly state: 'found' }>;

const previewed = workerResult(restorePreview);

/** What can be done for a damaged store while its refusal is shown: a copy, and the newest backup that proves whole. */
export function openRescueKeeper(needs: RescueKeeperNeeds) {
  const { home, migrations, report } = needs;
  let store: string | null = null;
  let rescue: Rescue | null = null;
  let look: Look = { state: 'none' };
  let notWhole: readonly string[] = [];
  let failed: Refusal | null = null;
  let job: Job | null = null;

  function forget(): void {
    job?.stop();
    job = null;
    store = null;
    rescue = null;
    look = { state: 'none' };
    notWhole = [];
    failed = null;
  }

  function show(now: Look): void {
    look = now;
    needs.changed();
  }

  const restoreNeeds = (task: RestoreNeeds['task'], at: string, from: string): RestoreNeeds => ({
    task,
    store: at,
    from,
    home,
    migrations,
    now: Date.now(),
  });

  /** Checks a backup wholly and asks what a restore would lose. @returns null when it is not whole, or not of this store */
  async function proven(at: string, from: string): Promise<Found | null> {
    const started = needs.startRestore(restoreNeeds('preview', at, from), {
      onProgress: (done, total) => job === started && show({ state: 'looking', file: from, done, total }),
    });
    job = started;
    const came = previewed.parse(await started.outcome);
    if (!came.ok) return null;
    const admins = await rescuersOf({ store: at, from, home, migrations });
    if (!admins.ok) return null;
    const { backup, current, lost, gained } = came.value;
    const last = rescue?.last ?? null;
    const missing = last ? { events: Math.max(0, last.seq - backup.seq), until: last.at } : null;
    const own = last !== null && dirname(from) === backupFolder(home, last.storeId);
    const told = current ? { missing: missing ?? { events: lost.events, until: Date.parse(current.at) } } : { missing };
    return { state: 'found', path: from, own, ...backup, ...told, lost, gained: gained.events, admins: admins.value };
  }

  async function lookAt(at: string, files: readonly string[]): Promise<void> {
    for (const file of files) {
      show({ state: 'looking', file, done: 0, total: 0 });
      const found = await proven(at, file).catch((error: unknown) => {
        if (store === at) report('checking a backup', error);
        return null;
      });
      if (store !== at) return;
      job = null;
      if (found) return show(found);
      notWhole = [...notWhole, file];
    }
    show({ state: 'none' });
  }

  return {
    forget,

    /** @param at  path of a store that was found damaged */
    begin(at: string): void {
      forget();
      store = at;
      const go = async (): Promise<void> => {
        const found = await rescueOf({ store: at, home });
        if (store !== at) return;
        rescue = found;
        await lookAt(at, found.backups);
      };
      go().catch((error: unknown) => report('keeping a damaged store', error));
    },

    state: (): RescueState =>
      rescue && { copy: rescue.copy, look, notWhole: [...notWhole], failed: failed && refusedOf(failed) },

    /** Asks for a backup that lies elsewhere, on a stick, and checks that one. @returns whether one was chosen */
    async choose(): Promise<boolean> {
      const at = store;
      if (at === null || rescue === null || look.state === 'looking') return false;
      const file = await needs.chooseSource();
      if (file === null || store !== at) return false;
      notWhole = [];
      failed = null;
      await lookAt(at, [file]);
      return true;
    },

    /** Puts the backup that was found in place, for an admin of it. Afterwards nobody is signed in. */
    async restore(name: string, pin: string): Promise<Result<StoreState>> {
      const at = store;
      if (at === null || look.state !== 'found')
        return refuse('INVALID', { field: 'path', why: 'was not looked at before' });
      const { path: from } = look;
      const admitted = await admitRescuer({ store: at, from, home, migrations }, name, pin);
      if (!admitted.ok) return admitted;
      const start = (watch: JobWatch): Job => needs.startRestore(restoreNeeds('restore', at, from), watch);
      const restored = await needs.restore({ from, by: { name, pin }, start });
      if (restored.ok) await forgetRescuers(at);
      else {
        failed = restored.error;
        needs.changed();
      }
      return restored;
    },
  };
}
