import type { AppArgs, AppStory } from '../jobs/app.ts';
import { inChild } from '../lib/child.ts';
import { prepareStage } from '../lib/stage.ts';
import { type Chapter, openTally } from '../lib/tally.ts';

type Case = Omit<AppArgs, 'stage'> & { readonly name: string };

const CASES: readonly Case[] = [
  { name: 'EIO once', fault: { calls: 'w', how: 'fail', error: 'EIO', sticky: false }, staysIll: false },
  { name: 'EIO at a sync', fault: { calls: 's', how: 'fail', error: 'EIO', sticky: false }, staysIll: false },
  { name: 'full for a moment', fault: { calls: 'w', how: 'short', error: 'ENOSPC', sticky: false }, staysIll: false },
  { name: 'full for good', fault: { calls: 'w', how: 'fail', error: 'ENOSPC', sticky: true }, staysIll: true },
  { name: 'a dying disk', fault: { calls: 'wst', how: 'fail', error: 'EIO', sticky: true }, staysIll: true },
];

/** What the person in front of the app sees of it: a refusal, a pause, and work that goes on. */
export const app: Chapter = {
  name: 'app',
  what: 'a write fails under the running app: it reads only, checks all, and opens again',
  needsShim: true,
  async run({ root, shim }) {
    if (shim === null) throw new Error('this chapter needs the shim');
    const tally = openTally();
    const stage = await prepareStage(root);
    for (const { name, ...how } of CASES) {
      const story = await inChild<AppStory>('app', { stage, ...how } satisfies AppArgs, {
        shim,
        root: stage.place.folder,
      });
      if (!story) {
        tally.fail(`${name}: the app was killed`);
        continue;
      }
      const { shown, answers, judgement } = story;
      const where = `${name}: ${answers.join(', ')}; shown: ${shown.join(' → ')}`;
      tally.count('stories');
      tally.count('refused until it was well again', answers.filter((answer) => answer !== 'kept').length);
      tally.mustBeNone('acknowledged and lost', judgement.lost, where);
      tally.mustBeNone('doubled or in part', judgement.broken, where);
      tally.mustBeNone(
        'stores not whole afterwards',
        judgement.faults.length,
        `${where}: ${judgement.faults.join('; ')}`,
      );
      const asExpected = how.staysIll
        ? answers.slice(2, 6).every((answer, i) => (i < 3 ? answer !== 'kept' : answer === 'kept'))
        : answers[2] === 'CANNOT_WRITE' && answers[3] === 'STORE_READ_ONLY' && answers[4] === 'kept';
      const isShown = how.staysIll
        ? shown.some((state) => state.startsWith('refused'))
        : shown.includes('open, read only');
      const isQuiet = shown.every((state) => !state.startsWith('bug'));
      tally.mustBeNone('told otherwise than it should be', asExpected && isShown && isQuiet ? 0 : 1, where);
    }
    return tally.told();
  },
};
