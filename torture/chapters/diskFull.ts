import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStoreKeeper, type StoreKeeper } from '../../electron/ipc/storeKeeper.ts';
import { migrationsFolder } from '../../electron/store/migrate.ts';
import { idleStores } from '../../electron/testing/idleStores.ts';
import { verifyStore } from '../../electron/verify.ts';
import { answersOf, asLines, cli } from '../lib/cli.ts';
import { judgeAfter } from '../lib/judge.ts';
import { ADMIN, type Place, placeIn, prepareStage, type Stage, sessionOf, setUp } from '../lib/stage.ts';
import { type Chapter, openTally, type Tally } from '../lib/tally.ts';
import { give, type Said, wishAt, wishes } from '../lib/work.ts';

/** Room enough that the app keeps its reserve: it warns below 500 MB. */
const ROOMY_BYTES = 560 * 1024 * 1024;

/** A disk so small that it fills up while commands are given. */
const DISK_BYTES = 24 * 1024 * 1024;
const FILLER_BYTES = 21 * 1024 * 1024;
const WISHES = 150;

/** A disk that really fills up; room is made, and the same commands are given again. */
export const diskFull: Chapter = {
  name: 'disk-full',
  what: 'real file systems fill up under command line and app; then there is room again (needs the right to mount one)',
  needsShim: false,
  async run({ root }) {
    const tally = openTally();
    const stage = await prepareStage(root);
    await useReserve(tally, stage);
    // The device is bound to where its store was made, so the small disk is put there.
    mkdirSync(stage.place.folder, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', stage.place.folder]);
    if (mounted.status !== 0) {
      tally.say('mounting a small disk', 'not permitted here; the chapter faults has ENOSPC at every call');
      return tally.told();
    }
    try {
      const place: Place = placeIn(stage.place.folder);
      cpSync(stage.kept, place.folder, { recursive: true });
      const filler = join(place.folder, 'filler');
      writeFileSync(filler, Buffer.alloc(FILLER_BYTES));
      const given = wishes(WISHES);
      const { out, status } = await cli(place, ['exec', '--as', ADMIN], null, asLines(given));
      const said = answersOf(out, given);
      const refused = said.filter(({ kept }) => !kept);
      tally.say('acknowledged', said.length - refused.length);
      tally.say('refused', refused.length);
      if (refused.length === 0 || status !== 1) tally.fail('the disk did not fill up');
      const codes = new Set(refused.map((one) => (one.kept ? '' : one.code)));
      tally.say('refused with', [...codes].sort().join(' '));
      rmSync(filler);
      const judgement = await judgeAfter(place, stage.operatorId, given, said);
      tally.mustBeNone('acknowledged and lost', judgement.lost, 'after making room');
      tally.mustBeNone('doubled or in part', judgement.broken, 'after making room');
      tally.mustBeNone('stores not whole afterwards', judgement.faults.length, judgement.faults.join('; '));
    } finally {
      spawnSync('umount', [stage.place.folder]);
    }
    setUp(stage);
    return tally.told();
  },
};

/** The app on a disk that runs full: it warns early, and the room it kept lets it close, check and open the store. */
async function useReserve(tally: Tally, stage: Stage): Promise<void> {
  mkdirSync(stage.place.folder, { recursive: true });
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${ROOMY_BYTES}`, 'tmpfs', stage.place.folder]).status !== 0)
    return;
  try {
    const place = placeIn(stage.place.folder);
    cpSync(stage.kept, place.folder, { recursive: true });
    const keeper = keeperOf(place);
    keeper.openOwn();
    const reserve = `${place.path}-reserve`;
    await until(() => (statSync(reserve, { throwIfNoEntry: false })?.size ?? 0) > 0);
    const before = lowOf(keeper);
    await settled(reserve);
    spawnSync('dd', ['if=/dev/zero', `of=${join(place.folder, 'filler')}`, 'bs=1M']);
    keeper.lookAtRoom();
    const isWarned = before === null && lowOf(keeper) !== null;
    tally.mustBeNone('not warned of', isWarned ? 0 : 1, `before: ${before}, full: ${lowOf(keeper)}`);

    const said: Said[] = [];
    let refused = 0;
    for (let i = 0; i < WISHES && refused === 0; i++) {
      const custody = keeper.custody();
      if (!custody) break;
      const one = await give(custody, sessionOf(stage), wishAt(i));
      said.push(one);
      if (!one.kept) refused += 1;
    }
    await until(() => keeper.doubt() === null && keeper.custody()?.mode === 'write');
    tally.mustBeNone('room not given up', existsSync(reserve) ? 1 : 0, `after ${said.length} commands`);
    let after = 0;
    for (const [i, one] of said.entries()) {
      const custody = keeper.custody();
      if (one.kept || !custody) continue;
      said[i] = await give(custody, sessionOf(stage), wishAt(i));
      if (said[i]?.kept) after += 1;
    }
    tally.say('app on a full disk: refused, then kept in the room it had kept', `${refused}, ${after}`);
    if (refused === 0 || after !== refused)
      tally.fail(`the reserve did not help: ${refused} refused, ${after} kept then`);
    keeper.close();
    const judgement = await judgeAfter(place, stage.operatorId, wishes(said.length), said);
    tally.mustBeNone('acknowledged and lost', judgement.lost, 'the app on a full disk');
    tally.mustBeNone('doubled or in part', judgement.broken, 'the app on a full disk');
    tally.mustBeNone('stores not whole afterwards', judgement.faults.length, judgement.faults.join('; '));
  } finally {
    spawnSync('umount', [stage.place.folder]);
  }
}

const lowOf = (keeper: StoreKeeper): number | null => {
  const state = keeper.state();
  return state.state === 'open' ? state.lowDiskBytes : null;
};

/** Until the app has written the whole of its reserve: afterwards it is of the same size twice. */
async function settled(path: string): Promise<void> {
  for (let size = -1; ; ) {
    const now = statSync(path).size;
    if (now === size) return;
    size = now;
    await wait(200);
  }
}

/** The app's own keeper of a store, its checks in this process. */
function keeperOf({ path, home }: Place): StoreKeeper {
  return openStoreKeeper({
    ...idleStores,
    ownPath: path,
    home,
    migrations: migrationsFolder,
    startVerify: () => ({
      outcome: new Promise((resolve) =>
        setImmediate(() => resolve(verifyStore({ path, home, migrations: migrationsFolder }))),
      ),
      stop: () => undefined,
    }),
    report: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !holds(); await wait(5)) {
    if (Date.now() > end) throw new Error('the app did not come so far');
  }
}
