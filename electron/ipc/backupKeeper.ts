import { basename, join } from 'node:path';
import { z } from 'zod';
import { restorePreview } from '../../shared/backup/restorePreview.ts';
import type { BackupList, JobState, StoreState } from '../../shared/ipc/contract.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Role, Session } from '../../shared/session.ts';
import { DAY_MS } from '../../shared/time.ts';
import type { Custody } from '../custody.ts';
import { backupFolder, backupName, dropOld, listBackups, prepareFolder } from '../lifecycle/backupFolder.ts';
import type { JobKeeper } from './jobKeeper.ts';
import type { BackupNeeds, Job, JobWatch, RestoreNeeds } from './jobs.ts';
import type { SessionKeeper } from './sessionKeeper.ts';
import type { StoreKeeper } from './storeKeeper.ts';
import { workerResult } from './workerResult.ts';

export interface BackupKeeperNeeds {
  readonly home: string;
  readonly migrations: string;
  readonly stores: Pick<StoreKeeper, 'custody' | 'isSample' | 'restore'>;
  readonly sessions: Pick<SessionKeeper, 'current' | 'state' | 'confirmPin'>;
  readonly jobs: Pick<JobKeeper, 'begin'>;
  /** ms since 1970 UTC */
  now(): number;
  startBackup(needs: BackupNeeds, watch: JobWatch): Job;
  startRestore(needs: RestoreNeeds, watch: JobWatch): Job;
  /** asks where to. @returns null: the person thought better of it */
  chooseTarget(proposed: string): Promise<string | null>;
  /** asks from what. @returns null: the person thought better of it */
  chooseSource(): Promise<string | null>;
}

export type BackupKeeper = ReturnType<typeof openBackupKeeper>;

/** What a store says of itself. */
const info = z.object({ storeId: z.string(), lastSeq: z.int() });
/** Where a store's chain had come to, in the event of its newest backup. */
const backedUp = z.object({
  backup: z.object({ data: z.object({ chainHead: z.object({ seq: z.int() }) }) }).nullable(),
});
const made = workerResult(
  z.object({
    path: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    events: z.int(),
    chainHead: z.object({ seq: z.int(), hash: z.string() }).nullable(),
  }),
);
const previewed = workerResult(restorePreview);
/** An automatic backup and its own entry: what comes after them is new. */
const OWN_ENTRY = 1;

/** Backups that the app makes by itself once a day, those that somebody asks for, and coming back from one. */
export function openBackupKeeper(needs: BackupKeeperNeeds) {
  const { home, migrations, stores, sessions, jobs, now } = needs;
  /** the file whose preview was made last, for the restore that may follow */
  let seen: string | null = null;
  let busy = false;

  const infoOf = (custody: Custody) => {
    const answer = custody.query('store.info', {}, null);
    return info.parse(answer.ok ? answer.value : null);
  };
  const folderOf = (custody: Custody): string => backupFolder(home, infoOf(custody).storeId);

  /** @returns why who is signed in may not */
  function needRole(role: Role): Result<{ readonly custody: Custody; readonly session: Session }> {
    const custody = stores.custody();
    const session = sessions.current();
    const state = sessions.state();
    if (!custody || !session || state.status !== 'signed-in') return refuse('NOT_SIGNED_IN');
    if (state.operator.role !== role) return refuse('NOT_ALLOWED', { needs: [role], role: state.operator.role });
    return accept({ custody, session });
  }

  /** The highest seq that lies in a backup; 0: none does. */
  function backedUpTo(custody: Custody): number {
    const answer = custody.query('store.health', {}, null);
    const health = backedUp.safeParse(answer.ok ? answer.value : null);
    return health.success && health.data.backup ? health.data.backup.data.chainHead.seq + OWN_ENTRY : 0;
  }

  function begin(custody: Custody, session: Session | null, out: string, own: boolean): JobState {
    busy = true;
    return jobs.begin({
      kind: 'backup',
      start(watch) {
        const job = needs.startBackup({ store: custody.path, out, home, migrations }, watch);
        const done = (): void => {
          busy = false;
        };
        job.outcome.then(done, done);
        return job;
      },
      async finish(value) {
        const answer = made.parse(value);
        if (!answer.ok) return answer;
        const { path, ...facts } = answer.value;
        // The backup is there and good, whether or not the store can be told.
        // One that stays on this laptop is no witness of where the record had come to.
        const data = { file: basename(path), ...facts, ...(own && { onThisLaptop: true }) };
        if (stores.custody() === custody) await custody.recordBackup(session, data);
        if (own) dropOld(folderOf(custody), now());
        return accept({ path, bytes: facts.bytes });
      },
    });
  }

  function intoOwnFolder(custody: Custody, session: Session | null): JobState {
    const folder = folderOf(custody);
    prepareFolder(folder);
    return begin(custody, session, join(folder, backupName(now())), true);
  }

  /** When the app makes the next backup by itself, ms since 1970 UTC; null: nothing was recorded since the last one. */
  function dueAt(custody: Custody): number | null {
    if (infoOf(custody).lastSeq <= backedUpTo(custody)) return null;
    const [newest] = listBackups(folderOf(custody));
    return newest ? newest.at + DAY_MS : now();
  }

  return {
    list(): BackupList {
      const custody = stores.custody();
      if (!custody || !needRole('admin').ok) return { folder: '', rows: [], dueAt: null };
      const folder = folderOf(custody);
      return { folder, rows: listBackups(folder), dueAt: dueAt(custody) };
    },

    /** To be called now and then: makes the day's backup when it is due. The sample organisation needs none. */
    tick(): void {
      const custody = stores.custody();
      if (!custody || busy || custody.mode === 'read' || custody.isLent() || stores.isSample()) return;
      const due = dueAt(custody);
      if (due !== null && due <= now()) intoOwnFolder(custody, null);
    },

    async backUpNow(where: 'own' | 'chosen'): Promise<Result<JobState | null>> {
      const may = needRole('admin');
      if (!may.ok) return may;
      if (busy) return refuse('STORE_BUSY', { path: may.value.custody.path });
      const { custody, session } = may.value;
      if (where === 'own') return accept(intoOwnFolder(custody, session));
      const out = await needs.chooseTarget(backupName(now()));
      return accept(out === null ? null : begin(custody, session, out, false));
    },

    chooseRestore: async (): Promise<string | null> => (needRole('admin').ok ? needs.chooseSource() : null),

    preview(from: string): Result<JobState> {
      const may = needRole('admin');
      if (!may.ok) return may;
      const store = may.value.custody.path;
      return accept(
        jobs.begin({
          kind: 'restore-preview',
          start: (watch) => needs.startRestore({ task: 'preview', store, from, home, migrations, now: now() }, watch),
          finish(value) {
            const answer = previewed.parse(value);
            seen = answer.ok ? from : null;
            return answer;
          },
        }),
      );
    },

    /** Only what was previewed: what would be lost has been seen. */
    async restore(from: string, pin: string): Promise<Result<StoreState>> {
      const may = needRole('admin');
      if (!may.ok) return may;
      if (from !== seen) return refuse('INVALID', { field: 'path', why: 'was not looked at before' });
      const state = sessions.state();
      const confirmed = await sessions.confirmPin(pin);
      if (!confirmed.ok) return confirmed;
      const store = may.value.custody.path;
      const by = state.status === 'signed-in' ? { name: state.operator.name, pin } : null;
      seen = null;
      return stores.restore({
        from,
        by,
        start: (watch) => needs.startRestore({ task: 'restore', store, from, home, migrations, now: now() }, watch),
      });
    },
  };
}
