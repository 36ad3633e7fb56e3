import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ImportNeeds } from '../../electron/ipc/jobs.ts';
import { migrationsFolder } from '../../electron/store/migrate.ts';
import { type Dice, rollDice } from '../../electron/testing/dice.ts';
import { noWishes } from '../../shared/import/importForm.ts';
import { importBeside } from '../jobs/importBeside.ts';
import { LENDING_WISHES, type LendingArgs, type LendingStory } from '../jobs/lending.ts';
import { COMPILED, inChild, jobFile } from '../lib/child.ts';
import { cutKinds, openDisk } from '../lib/disk.ts';
import { type Fault, faultText } from '../lib/fault.ts';
import { failed, judgeAfter } from '../lib/judge.ts';
import { textOf } from '../lib/scene.ts';
import { open, type Place, prepareStage, type Stage, setUp, value } from '../lib/stage.ts';
import { type Chapter, openTally, type Setting, type Tally } from '../lib/tally.ts';
import { type Said, wishes } from '../lib/work.ts';
import { readWriteLog } from '../lib/writeLog.ts';

const ROWS = 12;
const KILLS = 90;
const FAULTS_EACH = 15;
const CUTS = 120;
const ORPHANS = 12;
const FEW = { kills: 3, faults: 1, cuts: 12, orphans: 1 };
const MANY = { kills: KILLS, faults: FAULTS_EACH, cuts: CUTS, orphans: ORPHANS };

const HOWS = ['before', 'torn', 'after'] as const;
const FAULTS: readonly Omit<Fault, 'n'>[] = [
  { calls: 'w', how: 'fail', error: 'EIO', sticky: false },
  { calls: 'w', how: 'short', error: 'ENOSPC', sticky: true },
  { calls: 's', how: 'fail', error: 'EIO', sticky: false },
  { calls: 's', how: 'fail', error: 'EIO', sticky: true },
];
/** ms in which the process that imports is at work */
const AT_WORK_MS = 400;

const given = wishes(LENDING_WISHES);

/** The app lends its right to write to a process of its own that records a list, and takes it back. */
export const lending: Chapter = {
  name: 'lending',
  what: 'a process that was lent the right to write is killed, its disk fails, the power fails, or its lender is killed',
  needsShim: true,
  async run(setting: Setting) {
    const { root, shim, short, seed } = setting;
    if (shim === null) throw new Error('this chapter needs the shim');
    const tally = openTally();
    const dice = rollDice(seed);
    const stage = await prepareStage(root);
    const job = await prepareImport(root, stage);
    const size = short ? FEW : MANY;
    const calls = await countCalls(stage, job, shim, root);
    tally.say('calls of the process that imports', calls.all);

    for (const [i, n] of scattered(calls.all, size.kills, dice).entries()) {
      const how = HOWS[i % HOWS.length] ?? 'before';
      const arm = faultText({ calls: 'wstnu', n, how, error: 'EIO', sticky: false });
      const place = setUp(stage);
      const story = await tell(place, stage, { ...job, behind: { shim, root: place.folder, arm } });
      await judge(tally, 'killed while it imports', place, stage, story, `killed ${how} call ${n} of ${calls.all}`);
    }
    for (const fault of FAULTS) {
      for (const n of scattered(fault.calls === 's' ? calls.syncs : calls.writes, size.faults, dice)) {
        const place = setUp(stage);
        const behind = { shim, root: place.folder, arm: faultText({ ...fault, n }) };
        const story = await tell(place, stage, { ...job, behind });
        const where = `${fault.error} ${fault.how} of ${fault.calls} ${fault.sticky ? 'for good' : 'once'}, call ${n}`;
        if (story.came !== 'imported') tally.count('faults after which the lender took nothing more', 1);
        const blind = story.came !== 'imported' && !story.doubted;
        tally.mustBeNone('faults that the lender did not hear of', blind ? 1 : 0, `${where}: ${story.came}`);
        await judge(tally, 'faults of its disk', place, stage, story, where);
      }
    }
    await cutPower(tally, setting, stage, job, dice, size.cuts);
    for (let i = 0; i < size.orphans; i++) await killLender(tally, stage, job, dice, i);
    return tally.told();
  },
};

type Job = Pick<LendingArgs, 'beside'>;

/** A list to import, checked as a person would before it is recorded. */
async function prepareImport(root: string, stage: Stage): Promise<Job> {
  const list = join(root, 'list.csv');
  const rows = Array.from({ length: ROWS }, (_, i) => `ROW-${i},Radio,S${i}`);
  writeFileSync(list, `tag,model,serial\n${rows.join('\n')}\n`);
  const { path, home } = setUp(stage);
  const task = join(root, 'task.json');
  const about = {
    kind: 'assets',
    map: { tag: 'tag', model: 'model', serial: 'serial' },
    reading: {},
    wishes: noWishes,
  };
  const needs: ImportNeeds = {
    path,
    home,
    migrations: migrationsFolder,
    operatorId: stage.operatorId,
    pinAgeMs: 0,
    list,
    fileName: 'list.csv',
    task,
  };
  const beside = { needs, pidFile: join(root, 'pid') };
  writeFileSync(task, JSON.stringify({ task: 'check', ...about }));
  const checked = value(await importBeside(beside));
  // What a check tells is a check's own form.
  const { digest } = checked.told as { readonly digest: string };
  writeFileSync(task, JSON.stringify({ task: 'commit', ...about, seen: digest }));
  return { beside };
}

const tell = (place: Place, { operatorId }: Stage, how: Job & Partial<LendingArgs>): Promise<LendingStory> =>
  lendingIn({ place, operatorId, behind: null, marks: false, ...how }, null);

async function lendingIn(
  args: LendingArgs,
  behind: { readonly shim: string; readonly root: string; readonly log: string } | null,
): Promise<LendingStory> {
  const story = await inChild<LendingStory>('lending', args, behind);
  if (!story) throw new Error('the lender was killed');
  return story;
}

async function countCalls(stage: Stage, job: Job, shim: string, root: string) {
  const log = join(root, 'lending.log');
  rmSync(log, { force: true });
  const place = setUp(stage);
  const story = await tell(place, stage, { ...job, behind: { shim, root: place.folder, log } });
  if (story.came !== 'imported') throw new Error(`the import does not work by itself: ${story.came}`);
  const changes = readWriteLog(log).filter(({ what }) => what !== 'mark' && what !== 'create');
  const count = (wanted: string) => changes.filter(({ what }) => what === wanted).length;
  return { all: changes.length, writes: count('write'), syncs: count('sync') };
}

/** Whole numbers from 1 to `last`: all, or `most` of them. */
function scattered(last: number, most: number, dice: Dice): number[] {
  const all = Array.from({ length: last }, (_, i) => i + 1);
  while (all.length > most) all.splice(dice.below(all.length), 1);
  return all;
}

async function judge(
  tally: Tally,
  what: string,
  place: Place,
  { operatorId }: Stage,
  { said, came, keptInDoubt }: Pick<LendingStory, 'said' | 'came' | 'keptInDoubt'>,
  where: string,
): Promise<void> {
  tally.count(what);
  const rows = importedIn(place);
  const isWhole = rows === ROWS || (rows === 0 && came !== 'imported');
  tally.mustBeNone('lists recorded in part, or said to be and not there', isWhole ? 0 : 1, `${where}: ${rows} rows`);
  tally.mustBeNone('recorded while in doubt', keptInDoubt, where);
  const { lost, broken, faults } = await judgeAfter(place, operatorId, given, said).catch((error: unknown) =>
    failed(`judging: ${textOf(error)}`),
  );
  tally.mustBeNone('acknowledged and lost', lost, where);
  tally.mustBeNone('doubled or in part', broken, where);
  tally.mustBeNone('stores not whole afterwards', faults.length, `${where}: ${faults.join('; ')}`);
}

/** @returns -1 for a store that cannot be read */
function importedIn(place: Place): number {
  const opened = open(place, 'read');
  if (!opened.ok) return -1;
  try {
    return [...opened.value.events({ type: 'ASSET_ADDED' })].filter(({ data }) => String(data.tag).startsWith('ROW-'))
      .length;
  } finally {
    opened.value.close();
  }
}

/** Both processes write into one log: what each had been told is safe must be. */
async function cutPower(
  tally: Tally,
  { shim, root }: Setting,
  stage: Stage,
  job: Job,
  dice: Dice,
  cuts: number,
): Promise<void> {
  if (shim === null) return;
  const log = join(root, 'lending.log');
  rmSync(log, { force: true });
  const { operatorId } = stage;
  const args = { place: setUp(stage), operatorId, behind: null, marks: true, ...job };
  const story = await lendingIn(args, { shim, root: stage.place.folder, log });
  const changes = readWriteLog(log);
  for (let i = 0; i < cuts; i++) {
    const kind = cutKinds[i % cutKinds.length] ?? 'dropped';
    const end = 1 + dice.below(changes.length);
    const place = setUp(stage);
    const disk = openDisk(place.folder);
    const before = changes.slice(0, end);
    for (const change of before) disk.take(change);
    disk.leave(kind, dice);
    const marks = before.flatMap((change) => (change.what === 'mark' ? [change.text] : []));
    const said: readonly Said[] = story.said.slice(0, marks.filter((text) => text !== 'imported').length);
    const came = marks.includes('imported') ? 'imported' : null;
    const where = `${kind} after ${end} of ${changes.length} changes`;
    await judge(tally, 'power cuts', place, stage, { said, came, keptInDoubt: 0 }, where);
  }
}

/** The window dies while its helper is at work; somebody starts it again at once and works on. */
async function killLender(tally: Tally, stage: Stage, job: Job, dice: Dice, i: number): Promise<void> {
  const place = setUp(stage);
  const { pidFile } = job.beside;
  rmSync(pidFile, { force: true });
  const args: LendingArgs = { place, operatorId: stage.operatorId, behind: null, marks: false, ...job };
  const child = spawn(process.execPath, [jobFile, 'lending', JSON.stringify(args)], {
    env: { ...process.env, ...COMPILED },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') await wait(2);
  const helper = Number(readFileSync(pidFile, 'utf8'));
  await wait(dice.below(AT_WORK_MS));
  child.kill('SIGKILL');
  await ended;
  let busy = 0;
  for (;;) {
    const opened = open(place);
    if (opened.ok) {
      tally.count('lenders killed, their helper still at work', isAlive(helper) || busy > 0 ? 1 : 0);
      opened.value.close();
      break;
    }
    if (opened.error.code !== 'STORE_BUSY') break; // judged below
    busy += 1;
    await wait(5);
  }
  while (isAlive(helper)) await wait(5);
  const story = { said: [], came: null, keptInDoubt: 0 };
  await judge(tally, 'lenders killed', place, stage, story, `lender killed, ${i + 1}`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
