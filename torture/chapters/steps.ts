import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { rollDice } from '../../electron/testing/dice.ts';
import { type Fault, faultText } from '../lib/fault.ts';
import { failed, type Judgement, judgeAfter } from '../lib/judge.ts';
import { type Operation, operations } from '../lib/operations.ts';
import { textOf } from '../lib/scene.ts';
import { prepareStage, type Stage, setUp } from '../lib/stage.ts';
import { type Chapter, openTally, type Setting } from '../lib/tally.ts';
import { readWriteLog } from '../lib/writeLog.ts';

/** All calls that change something, but for opening. */
const CALLS = 'wstnu';
const HOWS = ['before', 'torn', 'after'] as const;
const KILLS = 60;
const KILLS_WHEN_SHORT = 2;

/** Each verb of the command line that writes is killed at its n-th call, then the store is looked at and the verb repeated. */
export const steps: Chapter = {
  name: 'steps',
  what: 'exec, init, backup, restore, import, export, rebuild and a migration killed at the n-th call, before, in and after it',
  needsShim: true,
  async run(setting: Setting) {
    const tally = openTally();
    const stage = await prepareStage(setting.root);
    const dice = rollDice(setting.seed);
    for (const operation of operations) {
      const calls = await callsOf(setting, stage, operation);
      if (calls === 0) tally.fail(`${operation.name}: it changed nothing`);
      const most = setting.short ? KILLS_WHEN_SHORT : KILLS;
      const due = Array.from({ length: calls }, (_, i) => i + 1);
      // Every call where there are few, else as many, scattered.
      while (due.length > most) due.splice(dice.below(due.length), 1);
      for (const [i, n] of due.entries()) {
        const how = HOWS[i % HOWS.length] ?? 'before';
        const judgement = await killedAt(setting, stage, operation, {
          calls: CALLS,
          n,
          how,
          error: 'EIO',
          sticky: false,
        });
        const where = `${operation.name} killed ${how} call ${n} of ${calls}`;
        tally.count(`${operation.name}: kills`);
        tally.mustBeNone('acknowledged and lost', judgement.lost, where);
        tally.mustBeNone('doubled or in part', judgement.broken, where);
        tally.mustBeNone(
          'neither as before nor done',
          judgement.faults.length,
          `${where}: ${judgement.faults.join('; ')}`,
        );
      }
    }
    return tally.told();
  },
};

async function callsOf({ shim, root }: Setting, stage: Stage, operation: Operation): Promise<number> {
  if (shim === null) throw new Error('this chapter needs the shim');
  const log = join(root, 'steps.log');
  rmSync(log, { force: true });
  const place = setUp(stage);
  await operation.prepare(place, stage);
  const ended = await operation.run(place, { shim, root, log });
  if (ended.status !== 0) throw new Error(`${operation.name} does not work by itself: ${ended.out}${ended.err}`);
  return readWriteLog(log).filter(({ what }) => what !== 'mark' && what !== 'create').length;
}

async function killedAt({ shim, root }: Setting, stage: Stage, operation: Operation, fault: Fault): Promise<Judgement> {
  if (shim === null) throw new Error('this chapter needs the shim');
  const place = setUp(stage);
  await operation.prepare(place, stage);
  const ended = await operation.run(place, { shim, root, arm: faultText(fault) });
  try {
    const kept = operation.kept(place);
    const faults = await operation.look(place, stage, ended);
    if (!kept) return { lost: 0, broken: 0, storedUnsaid: 0, faults };
    const judgement = await judgeAfter(place, stage.operatorId, kept.wishes, kept.answers(ended));
    return { ...judgement, faults: [...faults, ...judgement.faults] };
  } catch (error) {
    return failed(textOf(error));
  }
}
