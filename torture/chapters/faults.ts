import type { FaultLoop, FaultLoopArgs } from '../jobs/faultLoop.ts';
import { inChild } from '../lib/child.ts';
import { prepareStage } from '../lib/stage.ts';
import { type Chapter, openTally, type Setting, type Tally } from '../lib/tally.ts';

type Fault = FaultLoopArgs['fault'];

const once = (calls: string, error: Fault['error'], how: Fault['how'] = 'fail'): Fault => ({
  calls,
  how,
  error,
  sticky: false,
});
const forGood = (fault: Fault): Fault => ({ ...fault, sticky: true });

/** What a disk can say no to: bytes, waiting for the disk, cutting a file, opening one to write, names. */
const FAULTS: readonly Fault[] = [
  once('w', 'EIO'),
  forGood(once('w', 'EIO')),
  once('w', 'ENOSPC'),
  forGood(once('w', 'ENOSPC')),
  once('w', 'EIO', 'short'),
  forGood(once('w', 'ENOSPC', 'short')),
  once('s', 'EIO'),
  forGood(once('s', 'EIO')),
  once('t', 'EIO'),
  forGood(once('t', 'EIO')),
  once('o', 'EIO'),
  forGood(once('onu', 'EIO')),
];

const CASES_WHEN_SHORT = 4;
const WISHES = 6;

/** Each call that changes a file fails once, for every call from opening a store to closing it. */
export const faults: Chapter = {
  name: 'faults',
  what: 'EIO, ENOSPC and short writes at the n-th write, sync, cut, open and rename, once and for good',
  needsShim: true,
  async run({ root, shim, short }: Setting) {
    const tally = openTally();
    if (shim === null) throw new Error('this chapter needs the shim');
    const stage = await prepareStage(root);
    for (const fault of FAULTS) {
      const args: FaultLoopArgs = { stage, fault, most: short ? CASES_WHEN_SHORT : null, wishes: WISHES };
      const loop = await inChild<FaultLoop>('faultLoop', args, { shim, root: stage.place.folder });
      if (loop) judgeLoop(tally, fault, loop);
      else tally.fail(`${nameOf(fault)}: the process was killed`);
    }
    return tally.told();
  },
};

function judgeLoop(tally: Tally, fault: Fault, { calls, cases }: FaultLoop): void {
  tally.count('kinds of fault');
  tally.count('calls in the scene', calls);
  for (const { n, played, judgement } of cases) {
    const where = `${nameOf(fault)}, call ${n}`;
    const acknowledged = played.said.filter(({ kept }) => kept).length;
    tally.count('cases');
    tally.count('acknowledged', acknowledged);
    tally.count('refused', played.said.length - acknowledged);
    tally.count('refused but stored whole', judgement.storedUnsaid);
    tally.mustBeNone('acknowledged and lost', judgement.lost, where);
    tally.mustBeNone('doubled or in part', judgement.broken, where);
    tally.mustBeNone('recorded while in doubt', played.keptInDoubt, where);
    tally.mustBeNone('thrown instead of refused', played.thrown.length, `${where}: ${played.thrown.join('; ')}`);
    tally.mustBeNone(
      'stores not whole afterwards',
      judgement.faults.length,
      `${where}: ${judgement.faults.join('; ')}`,
    );
  }
}

const nameOf = ({ calls, how, error, sticky }: Fault): string =>
  `${error} ${how} of ${calls} ${sticky ? 'for good' : 'once'}`;
