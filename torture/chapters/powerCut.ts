import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { rollDice } from '../../electron/testing/dice.ts';
import type { WorkArgs } from '../jobs/work.ts';
import { inChild } from '../lib/child.ts';
import { type CutKind, cutKinds, openDisk } from '../lib/disk.ts';
import { failed, judgeAfter } from '../lib/judge.ts';
import { copyTree, edit } from '../lib/otherTree.ts';
import { textOf } from '../lib/scene.ts';
import { prepareStage, type Stage, setUp } from '../lib/stage.ts';
import { type Chapter, openTally, type Setting } from '../lib/tally.ts';
import { type Said, wishes } from '../lib/work.ts';
import { type Change, readWriteLog } from '../lib/writeLog.ts';

const SESSIONS = 3;
const WISHES = 12;
const STATES = 2000;
const STATES_WHEN_SHORT = 42;
const CONTROL_CUTS = 30;
const CONTROL_CUTS_WHEN_SHORT = 6;

/** The machine loses power at any moment of the work; what nobody waited for is gone, torn or out of order. */
export const powerCut: Chapter = {
  name: 'power-cut',
  what: 'the power fails at any write; unsynced bytes are dropped, torn, reordered, turned to nonsense',
  needsShim: true,
  async run(setting: Setting) {
    const { root, short, seed } = setting;
    const tally = openTally();
    const stage = await prepareStage(root);
    const recorded = await record(setting, stage, undefined);
    const dice = rollDice(seed);
    const states = short ? STATES_WHEN_SHORT : STATES;
    tally.say('calls in the log', recorded.changes.length);
    tally.say('acknowledged in all', recorded.said.length);
    for (let i = 0; i < states; i++) {
      const kind = cutKinds[i % cutKinds.length] ?? 'dropped';
      const end = 1 + dice.below(recorded.changes.length);
      const { judgement, acknowledged } = await cutAt(stage, recorded, end, kind, dice);
      const where = `${kind} after ${end} of ${recorded.changes.length} changes`;
      tally.count('states');
      tally.count('acknowledged before the cuts', acknowledged);
      tally.count('stored though the answer never came', judgement.storedUnsaid);
      tally.mustBeNone('acknowledged and lost', judgement.lost, where);
      tally.mustBeNone('doubled or in part', judgement.broken, where);
      tally.mustBeNone(
        'stores not whole afterwards',
        judgement.faults.length,
        `${where}: ${judgement.faults.join('; ')}`,
      );
    }

    // The suite must see what it says it sees: without waiting for the disk, the same cuts lose what was acknowledged.
    const careless = await record(setting, stage, carelessTree(join(root, 'careless')));
    const cuts = short ? CONTROL_CUTS_WHEN_SHORT : CONTROL_CUTS;
    let losing = 0;
    for (let i = 0; i < cuts; i++) {
      const end = 1 + dice.below(careless.changes.length);
      const { judgement } = await cutAt(stage, careless, end, 'dropped', dice);
      if (judgement.lost > 0 || judgement.faults.length > 0) losing += 1;
    }
    tally.say('control (synchronous=NORMAL): cuts that lose', `${losing} of ${cuts}`);
    if (losing * 2 <= cuts) tally.fail('the control loses too little: this chapter would not see a loss');
    return tally.told();
  },
};

interface Recorded {
  readonly said: readonly Said[];
  readonly changes: readonly Change[];
}

/** Work on a fresh store, with all that it writes. @param tree  the sources to run; undefined: ours */
async function record({ shim, root }: Setting, stage: Stage, tree: string | undefined): Promise<Recorded> {
  if (shim === null) throw new Error('this chapter needs the shim');
  const log = join(root, 'writes.log');
  rmSync(log, { force: true });
  setUp(stage);
  const args: WorkArgs = { stage, sessions: SESSIONS, wishes: WISHES };
  const said = await inChild<readonly Said[]>(
    'work',
    args,
    { shim, root, log },
    tree && join(tree, 'torture', 'job.ts'),
  );
  if (!said) throw new Error('the work was killed');
  return { said, changes: readWriteLog(log) };
}

async function cutAt(
  stage: Stage,
  { said, changes }: Recorded,
  end: number,
  kind: CutKind,
  dice: ReturnType<typeof rollDice>,
) {
  setUp(stage);
  const disk = openDisk(stage.place.folder);
  const before = changes.slice(0, end);
  for (const change of before) disk.take(change);
  disk.leave(kind, dice);
  const acknowledged = before.filter(({ what }) => what === 'mark').length;
  const judgement = await judgeAfter(
    stage.place,
    stage.operatorId,
    wishes(SESSIONS * WISHES),
    said.slice(0, acknowledged),
  ).catch((error: unknown) => failed(`judging: ${textOf(error)}`));
  return { judgement, acknowledged };
}

/** Our own sources, but a commit does not wait for the disk. */
function carelessTree(folder: string): string {
  copyTree(folder);
  const file = 'electron/store/database.ts';
  edit(folder, { file, from: 'synchronous = FULL', to: 'synchronous = NORMAL' });
  edit(folder, { file, from: 'const FULL = 2;', to: 'const FULL = 1;' });
  return folder;
}
