import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Wish, wishes, wishKinds } from './testing/commandArbitraries.ts';
import { FIRST_HOUR } from './testing/commandView.ts';
import { prepareTestStores } from './testing/openTestStore.ts';
import { type SequenceRun, type Step, startRun, type Tally } from './testing/sequenceRun.ts';
import { shorten } from './testing/shorten.ts';

/** `npm run test:long` plays thousands of longer sequences; ASSETTRACK_SEED and ASSETTRACK_SEQUENCES ask for others. */
const LONG = process.env.ASSETTRACK_LONG === '1';
const SEQUENCES = Number(process.env.ASSETTRACK_SEQUENCES ?? (LONG ? 3000 : 50));
const LONGEST = LONG ? 40 : 20;
const SEED = Number(process.env.ASSETTRACK_SEED ?? 20261121);
const TIMEOUT_MS = LONG ? 60 * 60_000 : 120_000;

/** What every sequence begins with: two cases with three assets in them, one asset beside them, three people, a queue. */
const stage = [
  { command: 'case.add', code: 'CASE-1', slots: 2 },
  { command: 'case.add', code: 'CASE-2', slots: 3 },
  { command: 'holder.add', name: 'Ann' },
  { command: 'holder.add', name: 'Bob' },
  { command: 'holder.add', name: 'Cleo' },
  { command: 'asset.add', tag: 'T-1', slot: { case: 'CASE-1', slot: 1 } },
  { command: 'asset.add', tag: 'T-2', slot: { case: 'CASE-1', slot: 2 } },
  { command: 'asset.add', tag: 'T-3', slot: { case: 'CASE-2', slot: 1 } },
  { command: 'asset.add', tag: 'T-4' },
].map((command) => ({ ...command, occurredAt: new Date(FIRST_HOUR).toISOString() }));
const scanned = ['T-1', 'T-4', 'T-9'].map((code) => ({ command: 'queue.scan', kind: 'issue', code }));

let stores: Awaited<ReturnType<typeof prepareTestStores>>;
const tally: Tally = new Map();

beforeAll(async () => {
  stores = await prepareTestStores(FIRST_HOUR, [...stage, ...scanned]);
  return stores.remove;
});

interface Wrong {
  readonly steps: readonly Step[];
  readonly error: unknown;
}

/** Runs `work` on a store of its own and asks all that can be asked afterwards. */
async function onNewStore(counts: Tally, work: (run: SequenceRun) => Promise<void>): Promise<Wrong | null> {
  const store = stores.open();
  const run = startRun(store, counts);
  try {
    await work(run);
    run.finish();
    return null;
  } catch (error) {
    return { steps: run.steps, error };
  } finally {
    run.close();
    store.remove();
  }
}

const live = (sequence: readonly Wish[]): Promise<Wrong | null> =>
  onNewStore(tally, async (run) => {
    for (const wish of sequence) await run.wish(wish);
  });

const replay = (steps: readonly Step[]): Promise<Wrong | null> =>
  onNewStore(new Map(), async (run) => {
    for (const step of steps) await run.play(step);
  });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
/** What went wrong without the names and numbers of one case. */
const gist = (error: unknown): string => messageOf(error).replace(/[{\n].*|[\d:-]+/gs, '');

/** The fewest commands that go wrong in the same way, to be kept among the regressions below. */
async function story({ steps, error }: Wrong): Promise<Error> {
  const goesWrong = async (fewer: readonly Step[]): Promise<string | null> => {
    const wrong = await replay(fewer);
    return wrong && gist(wrong.error);
  };
  const shortest = await shorten(steps, gist(error), goesWrong);
  const last = await replay(shortest);
  const lines = shortest.map((step) => JSON.stringify(step)).join(',\n');
  return new Error(`${messageOf(last?.error ?? error)}\n[\n${lines}\n]`, { cause: last?.error ?? error });
}

test(
  'whatever people record, backdate and correct, the app answers as the whole log does',
  async () => {
    let wrong: Wrong | null = null;
    const started = performance.now();
    const property = fc.asyncProperty(wishes(LONGEST), async (sequence) => {
      wrong = await live(sequence);
      return wrong === null;
    });
    // The commands of a sequence depend on each other, so leaving out commands says more than smaller wishes.
    await fc.check(property, { seed: SEED, numRuns: SEQUENCES, endOnFailure: true });
    if (wrong) throw await story(wrong);

    const counts = [...tally].map(([command, { accepted, refused }]) => ({ command, accepted, refused }));
    const seconds = Math.round((performance.now() - started) / 1000);
    const accepted = counts.reduce((sum, one) => sum + one.accepted, 0);
    const all = counts.reduce((sum, one) => sum + one.accepted + one.refused, 0);
    console.table(counts.sort((a, b) => (a.command < b.command ? -1 : 1)));
    console.info(
      `${SEQUENCES} sequences, ${all} commands, ${Math.round((100 * accepted) / all)} % accepted, ${seconds} s`,
    );
    expect(accepted).toBeGreaterThan(all / 2);
    if (!LONG) return;
    const seldom = wishKinds.filter((kind) => (tally.get(kind)?.accepted ?? 0) + (tally.get(kind)?.refused ?? 0) < 100);
    expect(seldom).toEqual([]);
  },
  TIMEOUT_MS,
);

const byAdmin = (step: number, command: Step['command'], hours = 1): Step => ({ step, hours, as: 'admin', command });
const correct = (corrections: readonly unknown[]) => ({ command: 'event.correct', reason: 'the list', corrections });

/** Sequences that once went wrong, or that chance seldom finds. `event 0.5` to `event 0.8` are the addings of T-1 to T-4 by the stage. */
const regressions: Readonly<Record<string, readonly Step[]>> = {
  'a correction of what nobody looked at counts once': [
    byAdmin(1, {
      command: 'event.correct',
      reason: 'x',
      eventId: 'event 0.4',
      set: { occurredAt: '2026-03-02T06:00:00Z' },
    }),
  ],
  'only an unplaced asset replaces another': [
    byAdmin(1, { command: 'asset.issue', tag: 'T-1', holder: 'Ann' }),
    byAdmin(2, { command: 'asset.replace', tag: 'T-1', replacement: 'T-3', reason: 'broken' }),
    byAdmin(3, { command: 'asset.replace', tag: 'T-1', replacement: 'T-4', reason: 'broken' }),
  ],
  'two tags are not made one by two corrections': [
    byAdmin(
      1,
      correct([
        { eventId: 'event 0.5', set: { tag: 'T-5' } },
        { eventId: 'event 0.8', set: { tag: 'T-5' } },
      ]),
    ),
  ],
  'two tags are swapped by two corrections': [
    byAdmin(
      1,
      correct([
        { eventId: 'event 0.5', set: { tag: 'T-4' } },
        { eventId: 'event 0.8', set: { tag: 'T-1' } },
      ]),
    ),
    byAdmin(2, { command: 'asset.issue', tag: 'T-4', holder: 'Ann' }),
  ],
  'a home in a retired case stands in nobody’s way': [
    byAdmin(1, { command: 'handover.commit', kind: 'issue', holder: 'Ann', items: [{ tag: 'T-1' }, { tag: 'T-2' }] }),
    byAdmin(2, { command: 'case.retire', code: 'CASE-1', reason: 'broken hinge' }),
    byAdmin(3, { command: 'asset.replace', tag: 'T-1', replacement: 'T-4', reason: 'broken' }),
    byAdmin(4, { command: 'asset.return', tag: 'T-2' }),
  ],
  'a case of the same code is another case': [
    byAdmin(1, { command: 'event.correct', reason: 'x', eventId: 'event 0.0', set: { code: 'CASE-4' } }),
    byAdmin(2, { command: 'case.add', code: 'CASE-1', slots: 2, occurredAt: '2026-03-02T07:00:00Z' }),
    byAdmin(3, {
      command: 'event.correct',
      reason: 'x',
      eventId: 'event 0.5',
      set: { slot: { case: 'CASE-1', slot: 1 } },
    }),
  ],
  'a holder of the same name is another holder': [
    byAdmin(1, { command: 'asset.issue', tag: 'T-1', holder: 'Ann' }),
    byAdmin(2, { command: 'event.correct', reason: 'x', eventId: 'event 0.2', set: { name: 'Dan' } }),
    byAdmin(3, { command: 'holder.add', name: 'Ann', occurredAt: '2026-03-02T07:00:00Z' }),
    byAdmin(4, { command: 'event.correct', reason: 'x', eventId: 'event 1.0', set: { holder: 'Ann' } }),
  ],
  'a home in a case that never was is none': [
    byAdmin(1, { command: 'event.correct', reason: 'x', eventId: 'event 0.7', void: true }),
    byAdmin(2, { command: 'asset.change', tag: 'T-2', set: { home: { case: 'CASE-2', slot: 2 } } }),
    byAdmin(3, { command: 'event.correct', reason: 'x', eventId: 'event 0.1', void: true }),
    byAdmin(4, { command: 'asset.issue', tag: 'T-2', holder: 'Ann' }),
    byAdmin(5, { command: 'asset.return', tag: 'T-2' }),
  ],
  'a backdated return goes to the home of that moment': [
    byAdmin(1, { command: 'asset.issue', tag: 'T-1', holder: 'Ann' }),
    byAdmin(2, { command: 'asset.change', tag: 'T-1', set: { home: { case: 'CASE-2', slot: 2 } } }, 3),
    byAdmin(3, { command: 'asset.return', tag: 'T-1', occurredAt: '2026-03-02T10:00:00Z' }),
  ],
  'what was taken out of its slot before cannot have been replaced in it': [
    byAdmin(1, { command: 'asset.replace', tag: 'T-1', replacement: 'T-4', reason: 'broken' }, 3),
    byAdmin(2, {
      command: 'slot.vacate',
      slot: { case: 'CASE-1', slot: 1 },
      reason: 'x',
      occurredAt: '2026-03-02T10:00:00Z',
    }),
  ],
};

test.each(Object.entries(regressions))('%s', async (_, steps) => {
  const wrong = await replay(steps);
  if (wrong) throw await story(wrong);
});
