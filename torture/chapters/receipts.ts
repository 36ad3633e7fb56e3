import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { deviceBoundTo } from '../../electron/store/device.ts';
import { readHead } from '../../electron/store/headFile.ts';
import { rollDice } from '../../electron/testing/dice.ts';
import { answersOf, asLines, cli } from '../lib/cli.ts';
import { cutKinds, openDisk } from '../lib/disk.ts';
import { comesTo, handovers } from '../lib/handovers.ts';
import { failed, judgeAfter } from '../lib/judge.ts';
import { copyTree, edit } from '../lib/otherTree.ts';
import { textOf } from '../lib/scene.ts';
import { ADMIN, open, type Place, prepareStage, type Stage, setUp } from '../lib/stage.ts';
import { type Chapter, openTally, type Setting, type Tally } from '../lib/tally.ts';
import { type Change, readWriteLog } from '../lib/writeLog.ts';

const SESSIONS = 2;
const WISHES = 12;
const STATES = 1000;
const STATES_WHEN_SHORT = 12;
const CONTROL_CUTS = 60;
const CONTROL_CUTS_WHEN_SHORT = 6;

const given = handovers(SESSIONS * WISHES);

/** A receipt leaves the laptop. Whoever shows it later must not be ahead of what the laptop itself can prove. */
export const receipts: Chapter = {
  name: 'receipts',
  what: 'the power fails while `assettrack exec` hands over: no receipt that was answered is newer than log or head file',
  needsShim: true,
  async run(setting: Setting) {
    const { root, short, seed } = setting;
    const tally = openTally();
    const stage = await prepareStage(root);
    const dice = rollDice(seed);
    const recorded = await record(setting, stage);
    if (recorded.answers.length !== given.length) tally.fail(`${recorded.answers.length} answers to ${given.length}`);
    for (const answer of recorded.answers) tellOrder(tally, answer, recorded.changes);
    for (let i = 0; i < (short ? STATES_WHEN_SHORT : STATES); i++) {
      const kind = cutKinds[i % cutKinds.length] ?? 'dropped';
      const end = 1 + dice.below(recorded.changes.length);
      const where = `${kind} after ${end} of ${recorded.changes.length} changes`;
      const place = setUp(stage);
      const disk = openDisk(place.folder);
      for (const change of recorded.changes.slice(0, end)) disk.take(change);
      disk.leave(kind, dice);
      const shown = recorded.answers.filter(({ at }) => at < end);
      tally.count('cuts');
      tally.count('receipts answered before the cuts', shown.filter(({ receipts: seqs }) => seqs.length > 0).length);
      tally.mustBeNone('receipts newer than the head on the disk', newerThanHead(place, shown), where);
      const said = answersOf(shown.map(({ line }) => line).join(''), given);
      const { lost, broken, faults } = await judgeAfter(place, stage.operatorId, given, said, comesTo).catch(
        (error: unknown) => failed(`judging: ${textOf(error)}`),
      );
      tally.mustBeNone('acknowledged and lost', lost, where);
      tally.mustBeNone('doubled or in part', broken, where);
      tally.mustBeNone('numbers of receipts given twice', numbersGivenTwice(place), where);
      tally.mustBeNone('stores not whole afterwards', faults.length, `${where}: ${faults.join('; ')}`);
    }
    const told = tally.told();
    if (told.failures.length > 0) return told;

    // The suite must see what it says it sees: a head that nobody waits for falls behind the receipts.
    const careless = await record(setting, stage, carelessTree(join(root, 'careless')));
    const cuts = short ? CONTROL_CUTS_WHEN_SHORT : CONTROL_CUTS;
    let behind = 0;
    for (let i = 0; i < cuts; i++) {
      const place = setUp(stage);
      const disk = openDisk(place.folder);
      const { at: end = 0 } = careless.answers[dice.below(careless.answers.length)] ?? {};
      for (const change of careless.changes.slice(0, end + 1)) disk.take(change);
      disk.leave('dropped', dice);
      if (
        newerThanHead(
          place,
          careless.answers.filter(({ at }) => at <= end),
        ) > 0
      )
        behind += 1;
    }
    tally.say('control (no sync of the head): cuts that leave it behind', `${behind} of ${cuts}`);
    if (behind * 2 <= cuts) tally.fail('the control is behind too seldom: this chapter would not see it');
    return tally.told();
  },
};

interface Answer {
  readonly line: string;
  /** its place among the changes */
  readonly at: number;
  /** seq of each receipt in it */
  readonly receipts: readonly number[];
  readonly keeps: boolean;
}

/** What the real command line writes and says, in one order. @param tree  the sources to run; undefined: ours */
async function record(
  { shim, root }: Setting,
  stage: Stage,
  tree?: string,
): Promise<{ readonly changes: readonly Change[]; readonly answers: readonly Answer[] }> {
  if (shim === null) throw new Error('this chapter needs the shim');
  const log = join(root, 'receipts.log');
  rmSync(log, { force: true });
  const place = setUp(stage);
  for (let session = 0; session < SESSIONS; session++) {
    const lines = asLines(given.slice(session * WISHES, (session + 1) * WISHES));
    const ended = await cli(place, ['exec', '--as', ADMIN], { shim, root, log, answers: true }, lines, tree);
    if (ended.status !== 0) throw new Error(`nothing was to go wrong: ${ended.out}${ended.err}`);
  }
  const changes = readWriteLog(log);
  return { changes, answers: answersIn(changes) };
}

/** Our own sources, but nobody waits for the head file. */
function carelessTree(folder: string): string {
  copyTree(folder);
  edit(folder, { file: 'electron/store/headFile.ts', from: 'fsyncSync(fd);', to: '' });
  return folder;
}

function answersIn(changes: readonly Change[]): Answer[] {
  const answers: Answer[] = [];
  let line = '';
  let at = 0;
  for (const [i, change] of changes.entries()) {
    if (change.what !== 'answer') continue;
    for (const piece of change.text.split(/(?<=\n)/)) {
      if (line === '') at = i;
      line += piece;
      if (!line.endsWith('\n')) continue;
      // The command line's own form of an answer.
      const { events = [] } = JSON.parse(line) as { readonly events?: readonly { type: string; seq: number }[] };
      const seqs = events.filter(({ type }) => type === 'HANDOVER_COMMITTED').map(({ seq }) => seq);
      answers.push({ line, at, receipts: seqs, keeps: events.length > 0 });
      line = '';
    }
  }
  return answers;
}

/** The log first, waited for; then the head; for a receipt that waited for too; only then the answer. */
function tellOrder(tally: Tally, { at, receipts: seqs, keeps }: Answer, changes: readonly Change[]): void {
  if (!keeps) return;
  const before = changes.slice(0, at);
  const last = (what: Change['what'], ending: string) =>
    before.findLastIndex((change) => change.what === what && 'path' in change && change.path.endsWith(ending));
  const order = [last('write', '-wal'), last('sync', '-wal'), last('write', '.head')];
  if (seqs.length > 0) order.push(last('sync', '.head'));
  const isInOrder = order.every((place, i) => place > (order[i - 1] ?? -1));
  tally.count('answers in the order log, head, answer', isInOrder ? 1 : 0);
  tally.mustBeNone('answers out of it', isInOrder ? 0 : 1, `the answer at ${at}: ${order.join(', ')}`);
}

/** How many of the receipts the head file on the disk does not reach. */
function newerThanHead({ path, home }: Place, shown: readonly Answer[]): number {
  const device = deviceBoundTo(home, path);
  const reading = device && readHead(home, device);
  const reached = reading?.ok && reading.value.kind === 'head' ? reading.value.head.seq : 0;
  return shown.flatMap(({ receipts: seqs }) => seqs).filter((seq) => seq > reached).length;
}

function numbersGivenTwice(place: Place): number {
  const opened = open(place, 'read');
  if (!opened.ok) return 0; // told as a store that is not whole
  try {
    const numbers = [...opened.value.events({ type: 'HANDOVER_COMMITTED' })].map(({ data }) => data.receipt);
    return numbers.length - new Set(numbers).size;
  } finally {
    opened.value.close();
  }
}
