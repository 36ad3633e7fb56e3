import { expect, test } from 'vitest';
import { beginStory, minute, type QueryStory } from '../testing/queryStory.ts';

/** Everything that takes `knownAt`, asked as of moments around now and of names that come and go. */
function everythingKnown(story: QueryStory, now: number): readonly (readonly [question: string, answer: unknown])[] {
  const ask = (query: string, args: object) => {
    const answer = story.custody.query(query, args, null);
    return [`${query} ${JSON.stringify(args)}`, answer.ok ? answer.value : answer.error.code] as const;
  };
  const when = [undefined, now - 15, now].map((at) => ({
    knownAt: minute(now),
    ...(at === undefined ? {} : { at: minute(at) }),
  }));
  return when.flatMap((moment) => [
    ask('custody', moment),
    ask('custody', { ...moment, order: 'desc', status: 'holder' }),
    ...['tag', 'barcode', 'case', 'holder', 'home', 'since'].map((sort) => ask('asset.list', { ...moment, sort })),
    ask('asset.list', { ...moment, status: 'holder', sort: 'holder', order: 'desc' }),
    ask('asset.list', { ...moment, text: '4711' }),
    ask('asset.list', { ...moment, case: 'BOX' }),
    ask('exceptions.list', moment),
    ask('case.list', moment),
    ask('overdue.list', moment),
    ask('custody', { ...moment, status: 'lost' }),
    ask('compare', { from: minute(now - 40), to: minute(now - 5), knownAt: minute(now), sort: 'kind' }),
    ask('compare', { from: minute(now - 40), knownAt: minute(now), case: 'CASE-2', text: 'a' }),
    ask('holder.list', moment),
    ...['CASE-1', 'CASE-2', 'BOX-2'].flatMap((name) => [
      ask('custody', { ...moment, case: name }),
      ask('case.get', { ...moment, code: name }),
    ]),
    ...['Bob', 'Robert', 'Eve'].flatMap((name) => [
      ask('custody', { ...moment, holder: name }),
      ask('holder.get', { ...moment, name }),
    ]),
    ...['A', 'B', 'C', 'D', 'X-B', '4711'].map((tag) => ask('asset.get', { ...moment, tag })),
  ]);
}

/** Each step is told ten minutes after the one before; ids of events are found by what they were. */
const steps: readonly ((story: QueryStory, found: Map<string, string>) => Promise<unknown>)[] = [
  async ({ tell }, found) => {
    await tell('case.add', { code: 'CASE-1', slots: 3 });
    found.set('case', (await tell('case.add', { code: 'CASE-2', slots: 3 }))[0]?.eventId ?? '');
    found.set('eve', (await tell('holder.add', { name: 'Eve' }))[0]?.eventId ?? '');
    await tell('holder.add', { name: 'Bob' });
    await tell('asset.add', { tag: 'A', slot: { case: 'CASE-1', slot: 1 } });
    found.set('b', (await tell('asset.add', { tag: 'B', slot: { case: 'CASE-2', slot: 1 } }))[0]?.eventId ?? '');
    found.set('c', (await tell('asset.add', { tag: 'C' }))[0]?.eventId ?? '');
  },
  async ({ tell }, found) => {
    found.set('issued', (await tell('asset.issue', { tag: 'A', holder: 'Bob', dueAt: minute(500) }))[0]?.eventId ?? '');
  },
  async ({ tell }) => tell('holder.change', { name: 'Bob', set: { name: 'Robert' }, occurredAt: minute(23) }),
  async ({ tell }, found) => tell('event.correct', { eventId: found.get('b'), set: { tag: 'X-B' }, reason: 'misread' }),
  async ({ tell }, found) =>
    tell('event.correct', { eventId: found.get('issued'), set: { asset: 'B' }, reason: 'it was that one' }).catch(() =>
      tell('event.correct', { eventId: found.get('issued'), set: { asset: 'X-B' }, reason: 'it was that one' }),
    ),
  async ({ tell }, found) => tell('event.correct', { eventId: found.get('c'), void: true, reason: 'never came' }),
  async ({ tell }) => tell('asset.change', { tag: 'A', set: { barcode: '4711', home: { case: 'CASE-2', slot: 3 } } }),
  async ({ tell }, found) =>
    tell('event.correct', { eventId: found.get('case'), set: { code: 'BOX-2' }, reason: 'the label' }),
  async ({ tell }) => tell('asset.move', { tag: 'A', slot: { case: 'BOX-2', slot: 2 }, occurredAt: minute(15) }),
  async ({ tell }, found) => tell('event.correct', { eventId: found.get('eve'), void: true, reason: 'nobody' }),
  async ({ tell }) => tell('holder.add', { name: 'Bob' }),
  async ({ tell }) => tell('asset.return', { tag: 'X-B', slot: null, occurredAt: minute(105) }),
  async ({ tell }) => tell('asset.add', { tag: 'D', occurredAt: minute(12) }),
  async ({ tell }, found) => {
    found.set('late', (await tell('asset.add', { tag: 'E', occurredAt: minute(-3000) }))[0]?.eventId ?? '');
    found.set('lost', (await tell('asset.lose', { tag: 'A', reason: 'gone' }))[0]?.eventId ?? '');
    await tell('event.flag', { eventId: found.get('lost'), note: 'it is here' });
    await tell('case.seal', { code: 'BOX-2', seal: 'S-1' });
    found.set('unsealed', (await tell('case.unseal', { code: 'BOX-2', seal: 'S-7' }))[0]?.eventId ?? '');
  },
  async ({ tell }, found) => {
    await tell('event.correct', { eventId: found.get('late'), set: { occurredAt: minute(125) }, reason: 'that late' });
    await tell('event.correct', { eventId: found.get('lost'), void: true, reason: 'it was here' });
    await tell('event.correct', { eventId: found.get('unsealed'), set: { seal: 'S-1' }, reason: 'misread' });
  },
];

test('what was believed stays what was believed, whatever is recorded later', async () => {
  const story = await beginStory();
  const found = new Map<string, string>();
  const believed: { readonly now: number; readonly answers: ReturnType<typeof everythingKnown> }[] = [];
  for (const [i, step] of steps.entries()) {
    story.at((i + 1) * 10);
    await step(story, found);
    const now = (i + 1) * 10 + 5;
    story.at(now);
    believed.push({ now, answers: everythingKnown(story, now) });
  }
  story.at(1000);
  for (const { now, answers } of believed) expect(everythingKnown(story, now), `as known at ${now}`).toEqual(answers);
  // The story did change answers all the time.
  expect(new Set(believed.map(({ answers }) => JSON.stringify(answers[0]?.[1]))).size).toBeGreaterThan(8);
  const unproven = new Set(believed.flatMap(({ answers }) => JSON.stringify(answers).match(/"kind":"[a-z_]+"/g)));
  expect([...unproven]).toEqual(
    expect.arrayContaining(['gap', 'recorded_late', 'seal_mismatch', 'flag'].map((kind) => `"kind":"${kind}"`)),
  );
  story.end();
});
