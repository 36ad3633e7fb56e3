import type { FaultLoop, FaultLoopArgs } from '../jobs/faultLoop.ts';
import { inChild } from '../lib/child.ts';
import { crash } from '../lib/crashed.ts';
import { prepareStage } from '../lib/stage.ts';
import { type Chapter, openTally } from '../lib/tally.ts';

const BEFORE = 10;
const AFTER = 3;
const CASES_WHEN_SHORT = 6;

const FAULTS: readonly FaultLoopArgs['fault'][] = [
  { calls: 'wst', how: 'fail', error: 'EIO', sticky: false },
  { calls: 'wst', how: 'fail', error: 'EIO', sticky: true },
  { calls: 'w', how: 'short', error: 'ENOSPC', sticky: true },
];

/** A second fault while a store is being opened after a crash. */
export const recovery: Chapter = {
  name: 'recovery',
  what: 'a store is opened after a crash, and its disk fails at the n-th call meanwhile',
  needsShim: true,
  async run({ root, shim, short }) {
    if (shim === null) throw new Error('this chapter needs the shim');
    const tally = openTally();
    const stage = await prepareStage(root);
    const { kept, said } = await crash(stage, BEFORE);
    for (const fault of FAULTS) {
      const args: FaultLoopArgs = {
        stage: { ...stage, kept },
        fault,
        most: short ? CASES_WHEN_SHORT : null,
        wishes: AFTER,
        already: said,
      };
      const loop = await inChild<FaultLoop>('faultLoop', args, { shim, root: stage.place.folder });
      for (const { n, played, judgement } of loop?.cases ?? []) {
        const where = `${fault.error} ${fault.how} ${fault.sticky ? 'for good' : 'once'}, call ${n}`;
        tally.count('cases');
        tally.mustBeNone('acknowledged and lost', judgement.lost, where);
        tally.mustBeNone('doubled or in part', judgement.broken, where);
        tally.mustBeNone('thrown instead of refused', played.thrown.length, `${where}: ${played.thrown.join('; ')}`);
        tally.mustBeNone(
          'stores not whole afterwards',
          judgement.faults.length,
          `${where}: ${judgement.faults.join('; ')}`,
        );
      }
      if (!loop || loop.cases.length === 0) tally.fail(`${fault.error}: nothing was tried`);
    }
    return tally.told();
  },
};
