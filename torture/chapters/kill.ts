import { setTimeout as wait } from 'node:timers/promises';
import { rollDice } from '../../electron/testing/dice.ts';
import { answersOf, asLines, startExec } from '../lib/cli.ts';
import { failed, judgeAfter } from '../lib/judge.ts';
import { textOf } from '../lib/scene.ts';
import { ADMIN, prepareStage, setUp } from '../lib/stage.ts';
import { type Chapter, openTally } from '../lib/tally.ts';
import { wishes } from '../lib/work.ts';

const KILLS = 200;
const KILLS_WHEN_SHORT = 6;
/** More than any process gets through before it is killed. */
const WISHES = 400;
/** ms after the first answer, so that most kills meet a process at work */
const LONGEST_LIFE_MS = 250;

/** kill -9 of the real command line at any moment, while it answers. */
export const kill: Chapter = {
  name: 'kill',
  what: 'kill -9 of `assettrack exec` at random moments of its work',
  needsShim: false,
  async run({ root, short, seed }) {
    const tally = openTally();
    const stage = await prepareStage(root);
    const dice = rollDice(seed);
    const given = wishes(WISHES);
    for (let i = 0; i < (short ? KILLS_WHEN_SHORT : KILLS); i++) {
      const place = setUp(stage);
      const { child, ended } = startExec(place, ADMIN);
      const first = new Promise<void>((resolve) => {
        child.stdout.once('data', () => resolve());
        child.once('close', () => resolve());
      });
      child.stdin.write(asLines(given));
      await first;
      await wait(dice.below(LONGEST_LIFE_MS));
      child.kill('SIGKILL');
      const said = answersOf(await ended, given);
      const asked = given.slice(0, said.length + 1);
      const judgement = await judgeAfter(place, stage.operatorId, asked, said).catch((error: unknown) =>
        failed(`judging: ${textOf(error)}`),
      );
      const where = `kill ${i + 1} after ${said.length} answers`;
      if (said.length === 0) tally.fail(`${where}: it answered nothing before it was killed`);
      tally.count('kills');
      tally.count('acknowledged', said.filter(({ kept }) => kept).length);
      tally.count('stored though the answer never came', judgement.storedUnsaid);
      tally.mustBeNone('acknowledged and lost', judgement.lost, where);
      tally.mustBeNone('doubled or in part', judgement.broken, where);
      tally.mustBeNone(
        'stores not whole afterwards',
        judgement.faults.length,
        `${where}: ${judgement.faults.join('; ')}`,
      );
    }
    return tally.told();
  },
};
