import { answersOf, asLines, cli } from '../lib/cli.ts';
import { judgeAfter } from '../lib/judge.ts';
import { ADMIN, open, type Place, prepareStage, setUp } from '../lib/stage.ts';
import { type Chapter, openTally } from '../lib/tally.ts';
import { type Said, type Wish, wishes } from '../lib/work.ts';

const PROCESSES = 4;
const PROCESSES_WHEN_SHORT = 3;
const ROUNDS = 5;
const WISHES = 15;

/** Several programs want to write at once: one does, the others are told so and come again. */
export const processes: Chapter = {
  name: 'processes',
  what: 'several processes write to one store at once, and others read it meanwhile',
  needsShim: false,
  async run({ root, short }) {
    const tally = openTally();
    const stage = await prepareStage(root);
    for (let round = 0; round < (short ? 1 : ROUNDS); round++) {
      const place = setUp(stage);
      const count = short ? PROCESSES_WHEN_SHORT : PROCESSES;
      // Pairs of issue and return belong together, so each process has wishes of its own.
      const shares = Array.from({ length: count }, (_, i) => wishes(WISHES, i * WISHES));
      const work = Promise.all(shares.map((share) => untilDone(place, share)));
      const reads = await readWhile(place, work);
      const outcomes = await work;
      const said = outcomes.flatMap((outcome) => outcome.said);
      const judgement = await judgeAfter(place, stage.operatorId, shares.flat(), said);
      const acknowledged = said.filter(({ kept }) => kept).length;
      tally.count('processes', count);
      tally.count('acknowledged', acknowledged);
      tally.count(
        'told that another one writes',
        outcomes.reduce((sum, { busy }) => sum + busy, 0),
      );
      tally.count('readings meanwhile', reads.done);
      const where = `round ${round + 1}`;
      tally.mustBeNone('readings that failed', reads.failed, where);
      tally.mustBeNone('refused otherwise', shares.flat().length - acknowledged, where);
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

/** Gives all of them, coming again as long as somebody else writes. */
async function untilDone(
  place: Place,
  share: readonly Wish[],
): Promise<{ readonly said: readonly Said[]; readonly busy: number }> {
  for (let busy = 0; ; busy++) {
    const { out, status } = await cli(place, ['exec', '--as', ADMIN], null, asLines(share));
    if (status === 1 && out.includes('STORE_BUSY')) continue;
    return { said: answersOf(out, share), busy };
  }
}

/** Reads the log again and again; what was seen once must still be there the next time. */
async function readWhile(
  place: Place,
  work: Promise<unknown>,
): Promise<{ readonly done: number; readonly failed: number }> {
  let busy = true;
  const ended = work.then(() => {
    busy = false;
  });
  let done = 0;
  let failed = 0;
  let before: readonly string[] = [];
  while (busy) {
    const opened = open(place, 'read');
    const hashes = opened.ok ? [...opened.value.events()].map(({ hash }) => hash) : [];
    if (opened.ok) opened.value.close();
    done += 1;
    if (before.some((hash, i) => hashes[i] !== hash)) failed += 1;
    before = hashes;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await ended;
  return { done, failed };
}
