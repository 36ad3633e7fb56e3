import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { answersOf, asLines, cli } from '../lib/cli.ts';
import { judgeAfter } from '../lib/judge.ts';
import { play } from '../lib/scene.ts';
import { ADMIN, open, type Place, placeIn, prepareStage, type Stage, sessionOf, setUp, value } from '../lib/stage.ts';
import { type Chapter, openTally, type Tally } from '../lib/tally.ts';
import { give, type Said, wishAt, wishes } from '../lib/work.ts';

const BEFORE = 6;
const AFTER = 6;

/** What somebody does to the file of an open store. */
const THEFTS: readonly (readonly [what: string, steal: (path: string, older: string) => void])[] = [
  ['an older copy put in its place', (path, older) => renameSync(older, path)],
  ['the file taken away', (path) => rmSync(path)],
  ['the file renamed', (path) => renameSync(path, `${path}.away`)],
  ['its write-ahead log taken away', (path) => rmSync(`${path}-wal`)],
];

/** The store is not where it was, or cannot be written, or two programs want it. */
export const places: Chapter = {
  name: 'places',
  what: 'the file is replaced or taken away under the running program; the disk is mounted read-only; two programs start',
  needsShim: false,
  async run({ root }) {
    const tally = openTally();
    const stage = await prepareStage(root);
    for (const [what, steal] of THEFTS) await stolen(tally, stage, what, steal);
    await twoPrograms(tally, stage);
    await readOnlyDisk(tally, stage);
    setUp(stage);
    return tally.told();
  },
};

async function stolen(tally: Tally, stage: Stage, what: string, steal: (typeof THEFTS)[number][1]): Promise<void> {
  const place = setUp(stage);
  await play(place, stage.operatorId, wishes(2, 1000));
  const older = `${place.path}.older`;
  copyFileSync(place.path, older);
  const custody = value(open(place));
  const said: Said[] = [];
  for (let i = 0; i < BEFORE; i++) said.push(await give(custody, sessionOf(stage), wishAt(i)));
  const known = new Set([...custody.events()].map(({ hash }) => hash));
  steal(place.path, older);
  let acknowledged = 0;
  for (let i = BEFORE; i < BEFORE + AFTER; i++) {
    const one = await give(custody, sessionOf(stage), wishAt(i));
    if (one.kept) acknowledged += 1;
  }
  custody.close();
  tally.count('stores stolen under the running program');
  tally.mustBeNone('acknowledged into a file that nobody finds', acknowledged, what);
  const again = open(place);
  const hashes = again.ok ? new Set([...again.value.events()].map(({ hash }) => hash)) : null;
  if (again.ok) again.value.close();
  const isWhole = hashes !== null && [...known].every((hash) => hashes.has(hash));
  tally.count(isWhole ? '… opened again with all that was acknowledged' : '… refused, and said what is missing');
  const isSilent = again.ok && !isWhole;
  tally.mustBeNone('lost in silence', isSilent ? 1 : 0, what);
}

async function twoPrograms(tally: Tally, stage: Stage): Promise<void> {
  const place = setUp(stage);
  const custody = value(open(place));
  const given = wishes(4);
  const said: Said[] = [];
  for (const wish of given.slice(0, 2)) said.push(await give(custody, sessionOf(stage), wish));
  const second = open(place);
  const other = await cli(place, ['exec', '--as', ADMIN], null, asLines(wishes(1, 2000)));
  tally.count('second programs', 2);
  const refused = (second.ok ? 0 : 1) + (other.out.includes('STORE_BUSY') ? 1 : 0);
  tally.mustBeNone('second programs let in', 2 - refused, 'beside one that writes');
  for (const wish of given.slice(2)) said.push(await give(custody, sessionOf(stage), wish));
  custody.close();
  await judged(tally, place, stage, said, 'two programs');
}

async function readOnlyDisk(tally: Tally, stage: Stage): Promise<void> {
  rmSync(stage.place.folder, { recursive: true, force: true });
  mkdirSync(stage.place.folder, { recursive: true });
  if (spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', stage.place.folder]).status !== 0) {
    tally.say('mounting a disk', 'not permitted here');
    return;
  }
  try {
    const place = placeIn(stage.place.folder);
    cpSync(stage.kept, place.folder, { recursive: true });
    const { said } = await play(place, stage.operatorId, wishes(4));
    const remount = (how: 'ro' | 'rw') => spawnSync('mount', ['-o', `remount,${how}`, place.folder]);
    remount('ro');
    const written = open(place);
    const read = open(place, 'read');
    const events = read.ok ? [...read.value.events()].length : 0;
    if (read.ok) read.value.close();
    const exec = await cli(place, ['exec', '--as', ADMIN], null, asLines(wishes(1, 3000)));
    const answers = answersOf(exec.out, wishes(1, 3000));
    remount('rw');
    tally.count('read-only disks');
    const isPlain = !written.ok && written.error.code === 'STORE_READ_ONLY' && exec.out.includes('STORE_READ_ONLY');
    tally.mustBeNone('not told that it cannot be written', isPlain ? 0 : 1, `${exec.out}${exec.err}`);
    tally.mustBeNone('not readable there', events > 0 ? 0 : 1, read.ok ? '' : read.error.code);
    tally.mustBeNone('acknowledged there', answers.filter(({ kept }) => kept).length, exec.out);
    await judged(tally, place, stage, said, 'read-only, then not');
  } finally {
    spawnSync('umount', [stage.place.folder]);
  }
}

async function judged(tally: Tally, place: Place, stage: Stage, said: readonly Said[], where: string): Promise<void> {
  const { lost, broken, faults } = await judgeAfter(place, stage.operatorId, wishes(4), said);
  tally.mustBeNone('acknowledged and lost', lost, where);
  tally.mustBeNone('doubled or in part', broken, where);
  tally.mustBeNone('stores not whole afterwards', faults.length, `${where}: ${faults.join('; ')}`);
}
