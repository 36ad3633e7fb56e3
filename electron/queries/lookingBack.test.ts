import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseAnswer, HistoryRow, Page, SpanRow } from '../../shared/contract/answers.ts';
import type {
  AssetRow,
  ComparedAnswer,
  HandoverRow,
  OverdueRow,
  SearchRow,
} from '../../shared/contract/trailAnswers.ts';
import { beginStory, minute, type QueryStory } from '../testing/queryStory.ts';

/**
 * RTR-1 is at home in CASE-13 / 1 and never was there. At minute 20 its home becomes CASE-14 / 1, at 30 Bob gets it, at
 * 50 that is corrected to Eve, at 60 it comes back, into CASE-14.
 */
let story: QueryStory;

beforeAll(async () => {
  story = await beginStory();
  const { tell } = story;
  await tell('case.add', { code: 'CASE-13', slots: 1 });
  await tell('case.add', { code: 'CASE-14', slots: 1 });
  await tell('holder.add', { name: 'Bob' });
  await tell('holder.add', { name: 'Eve' });
  story.at(10);
  await tell('asset.add', { tag: 'RTR-1', model: 'Radio', home: { case: 'CASE-13', slot: 1 } });
  story.at(20);
  await tell('asset.change', { tag: 'RTR-1', set: { model: 'Radio II', home: { case: 'CASE-14', slot: 1 } } });
  story.at(30);
  const due = { dueAt: minute(40) };
  const [receipt, issued] = await tell('handover.commit', {
    kind: 'issue',
    holder: 'Bob',
    items: [{ tag: 'RTR-1' }],
    ...due,
  });
  expect(receipt?.type).toBe('HANDOVER_COMMITTED');
  story.at(50);
  await tell('event.correct', { eventId: issued?.eventId, set: { holder: 'Eve' }, reason: 'the wrong name' });
  story.at(60);
  await tell('asset.return', { tag: 'RTR-1' });
  await tell('holder.change', { name: 'Eve', set: { name: 'Evelyn' } });
  story.at(100);
});

afterAll(() => story.end());

/** Asks at a minute, as known at another. */
const ask = <T>(name: string, args: object, at?: number, knownAt?: number): T =>
  story.ask<T>(name, {
    ...args,
    ...(at === undefined ? {} : { at: minute(at) }),
    ...(knownAt === undefined ? {} : { knownAt: minute(knownAt) }),
  });

test('a slot knows what belonged there, though it never was in it', () => {
  const slot = (code: string, at: number) => ask<CaseAnswer>('case.get', { code }, at).rows[0];
  expect(slot('CASE-13', 15)).toMatchObject({ state: 'elsewhere', homeAsset: { tag: 'RTR-1' } });
  expect(slot('CASE-13', 25)).toMatchObject({ state: 'empty', homeAsset: null });
  expect(slot('CASE-14', 15)).toMatchObject({ state: 'empty', homeAsset: null });
  expect(slot('CASE-14', 35)).toMatchObject({ state: 'out', homeAsset: { tag: 'RTR-1', holder: 'Eve' } });
});

test('the table of all assets shows, filters and sorts by what was so then', () => {
  const rows = (args: object, at?: number, knownAt?: number) =>
    ask<Page<AssetRow>>('asset.list', args, at, knownAt).rows.map(({ model, holder, home, overdue }) => ({
      model,
      holder,
      home: home?.case,
      overdue,
    }));
  expect(rows({}, 5)).toEqual([]);
  expect(rows({ model: 'radio' }, 15)).toEqual([{ model: 'Radio', holder: null, home: 'CASE-13', overdue: false }]);
  expect(rows({ model: 'radio ii' }, 15)).toEqual([]);
  expect(rows({ home: '13' }, 25)).toEqual([]);
  expect(rows({ holder: 'Eve', sort: 'holder' }, 45)).toEqual([
    { model: 'Radio II', holder: 'Eve', home: 'CASE-14', overdue: true },
  ]);
  expect(rows({ holder: 'Evelyn' }, 45)).toEqual([]);
  expect(rows({ holder: 'Bob', sort: 'since' }, 45, 49)).toHaveLength(1);
  expect(rows({ holder: 'Bob' }, 45)).toEqual([]);
  expect(rows({ status: 'slot' })).toHaveLength(1);
});

test('history and stays end at the moment, and know nothing of what was written down later', () => {
  const types = (at?: number, knownAt?: number) =>
    ask<Page<HistoryRow>>('asset.history', { tag: 'RTR-1' }, at, knownAt).rows.map(({ type, chain }) => [
      type,
      chain.length,
    ]);
  expect(types(25)).toEqual([
    ['ASSET_ADDED', 0],
    ['ASSET_CHANGED', 0],
  ]);
  expect(types(45)).toHaveLength(4);
  expect(types(45)[2]).toEqual(['ASSET_ISSUED', 1]);
  expect(types(45, 49)[2]).toEqual(['ASSET_ISSUED', 0]);

  const stays = (at?: number, knownAt?: number) =>
    ask<Page<SpanRow>>('asset.spans', { tag: 'RTR-1' }, at, knownAt).rows.map(({ status, holder, to }) => [
      status,
      holder,
      to,
    ]);
  expect(stays(45)).toEqual([
    ['unplaced', null, minute(30)],
    ['holder', 'Evelyn', null],
  ]);
  expect(stays(45, 49)).toEqual([
    ['unplaced', null, minute(30)],
    ['holder', 'Bob', null],
  ]);
  expect(stays()).toHaveLength(3);
  const held = (name: string, at?: number, knownAt?: number) =>
    ask<Page<SpanRow>>('holder.history', { name }, at, knownAt).rows.map(({ tag, to }) => [tag, to]);
  expect(held('Bob', 45, 49)).toEqual([['RTR-1', null]]);
  expect(held('Bob', 45)).toEqual([]);
  expect(held('Eve', 45)).toEqual([['RTR-1', null]]);
  expect(held('Evelyn')).toEqual([['RTR-1', minute(60)]]);
});

test('what was due, what was handed over and what is found tell of the moment', () => {
  const due = (at: number, knownAt?: number) => ask<Page<OverdueRow>>('overdue.list', {}, at, knownAt).rows;
  expect(due(45)).toMatchObject([{ tag: 'RTR-1', holder: 'Eve', state: 'overdue', model: 'Radio II' }]);
  expect(due(45, 49)).toMatchObject([{ tag: 'RTR-1', holder: 'Bob', state: 'overdue', model: 'Radio II' }]);
  const receipts = (at?: number, knownAt?: number) => ask<Page<HandoverRow>>('handover.list', {}, at, knownAt).rows;
  expect(receipts(25)).toEqual([]);
  expect(receipts(45)).toMatchObject([{ corrected: true }]);
  expect(receipts(45, 49)).toMatchObject([{ corrected: false }]);
  const found = (at?: number, knownAt?: number) =>
    ask<{ readonly rows: readonly SearchRow[] }>('search', { text: 'RTR-1' }, at, knownAt).rows[0]?.custody;
  expect(found(45)).toMatchObject({ status: 'holder', holder: 'Eve' });
  expect(found(45, 49)).toMatchObject({ status: 'holder', holder: 'Bob' });
  expect(found()).toMatchObject({ status: 'slot', case: 'CASE-14' });
  const trail = (at?: number) => ask<Page<{ readonly type: string }>>('audit.list', { entityId: 'RTR-1' }, at).rows;
  expect(trail(35)).toHaveLength(3);
  expect(trail()).toHaveLength(5);
});

test('two moments compared: what changed hands, how, by which events, and how many of each kind', () => {
  const compare = (args: object) => story.ask<ComparedAnswer>('compare', { from: minute(25), ...args });
  const issued = compare({ to: minute(45) });
  expect(issued).toMatchObject({ total: 1, counts: { issued: 1 } });
  expect(issued.rows).toMatchObject([
    { tag: 'RTR-1', kind: 'issued', before: { status: 'unplaced' }, after: { holder: 'Eve' }, eventCount: 1 },
  ]);
  expect(issued.rows[0]?.events).toMatchObject([{ type: 'ASSET_ISSUED', actor: 'Ada' }]);
  expect(compare({ to: minute(45), sort: 'kind', order: 'desc' }).rows).toEqual(issued.rows);
  // Until now: the issue and the return.
  expect(compare({}).rows).toMatchObject([{ kind: 'placed', after: { case: 'CASE-14', slot: 1 }, eventCount: 2 }]);
  expect(compare({ from: minute(5), to: minute(15) }).counts).toEqual({ added: 1 });
  expect(compare({ from: minute(45), holder: 'Eve' }).rows).toMatchObject([{ kind: 'returned' }]);
  // Before the correction it had been Bob who got it.
  const believed = (args: object) => compare({ to: minute(45), knownAt: minute(49), ...args });
  expect(believed({})).toMatchObject({ total: 1, counts: { issued: 1 }, rows: [{ after: { holder: 'Bob' } }] });
  expect(believed({ holder: 'Bob', sort: 'kind' }).rows).toEqual(believed({}).rows);
  expect(believed({ holder: 'Eve' })).toMatchObject({ rows: [], total: 0 });
  // What was known by then had happened by then.
  expect(compare({ knownAt: minute(49) }).rows).toEqual(believed({}).rows);
  expect(compare({ from: minute(50), knownAt: minute(49) })).toMatchObject({ rows: [], total: 0 });
  for (const none of [{ kind: 'lost' }, { case: 'CASE-13' }, { holder: 'Bob' }, { text: 'radio iii' }]) {
    expect(compare(none)).toMatchObject({ rows: [], total: 0, counts: {} });
  }
});

test('a case tells who came and went, slot by slot', () => {
  const stays = (args: object, at?: number, knownAt?: number) =>
    ask<Page<SpanRow>>('case.spans', { code: 'CASE-14', ...args }, at, knownAt).rows.map(({ tag, slot, from, to }) => [
      tag,
      slot,
      from,
      to,
    ]);
  expect(stays({})).toEqual([['RTR-1', 1, minute(60), null]]);
  expect(stays({ slot: 1 }, 70, 80)).toEqual([['RTR-1', 1, minute(60), null]]);
  expect(stays({ slot: 1 }, 55)).toEqual([]);
  expect(stays({}, 70, 59)).toEqual([]);
  expect(story.refused('case.spans', { code: 'CASE-99' })).toMatchObject({ code: 'NOT_FOUND' });
});
