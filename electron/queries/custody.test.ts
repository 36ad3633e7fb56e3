import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustodyRow, Page } from '../../shared/contract/answers.ts';
import { beginStory, minute, type QueryStory } from '../testing/queryStory.ts';

/**
 * One story, told once, asked about in all ways: CASE-13 with RTR-1 in slot 1 and RTR-2 in slot 2; Bob takes RTR-1 at
 * minute 20 and is renamed at minute 50; RTR-2 is lost; at minute 70 it turns out that it was RTR-3 that Bob took.
 */
let story: QueryStory;
let issuedTo = '';

beforeAll(async () => {
  story = await beginStory();
  const { tell } = story;
  story.at(1);
  await tell('case.add', { code: 'CASE-13', slots: 4, place: 'Depot' });
  await tell('case.add', { code: 'CASE-14', slots: 2 });
  await tell('holder.add', { name: 'Bob' });
  story.at(10);
  await tell('asset.add', { tag: 'RTR-1', slot: { case: 'CASE-13', slot: 1 } });
  await tell('asset.add', { tag: 'RTR-2', slot: { case: 'CASE-13', slot: 2 } });
  await tell('asset.add', { tag: 'RTR-3' });
  story.at(20);
  const [issued] = await tell('asset.issue', { tag: 'RTR-1', holder: 'Bob', dueAt: minute(100) });
  issuedTo = issued?.eventId ?? '';
  story.at(40);
  await tell('asset.lose', { tag: 'RTR-2', reason: 'not in the case', occurredAt: minute(30) });
  story.at(50);
  await tell('holder.change', { name: 'Bob', set: { name: 'Robert' } });
  story.at(60);
  await tell('asset.add', { tag: 'RTR-4', slot: { case: 'CASE-14', slot: 2 } });
  story.at(70);
  await tell('event.correct', { eventId: issuedTo, set: { asset: 'RTR-3' }, reason: 'the wrong one was scanned' });
  story.at(80);
});

afterAll(() => story.end());

const rows = (args = {}): readonly CustodyRow[] => story.ask<Page<CustodyRow>>('custody', args).rows;
const short = (args = {}): readonly string[] =>
  rows(args).map(({ tag, status, case: code, slot, holder, corrected }) =>
    [tag, status, code && `${code}/${slot}`, holder, corrected && 'corrected'].filter(Boolean).join(' '),
  );

const NOW = ['RTR-1 slot CASE-13/1 corrected', 'RTR-2 lost', 'RTR-3 holder Robert corrected', 'RTR-4 slot CASE-14/2'];

test('now', () => {
  expect(short()).toEqual(NOW);
  expect(rows({ holder: 'robert' })).toEqual([
    {
      tag: 'RTR-3',
      status: 'holder',
      case: null,
      slot: null,
      holder: 'Robert',
      since: minute(20),
      dueAt: minute(100),
      corrected: true,
    },
  ]);
});

test('at a moment, as it is known today', () => {
  expect(short({ at: minute(9) })).toEqual([]);
  expect(short({ at: minute(15) })).toEqual(['RTR-1 slot CASE-13/1', 'RTR-2 slot CASE-13/2', 'RTR-3 unplaced']);
  expect(short({ at: minute(30) })).toEqual([
    'RTR-1 slot CASE-13/1 corrected',
    'RTR-2 lost',
    'RTR-3 holder Bob corrected',
  ]);
  expect(short({ at: '2024-11-21T09:29:59.999+01:00' })[1]).toBe('RTR-2 slot CASE-13/2');
  expect(short({ at: '2031-01-01T00:00:00Z' })).toEqual(NOW);
});

test('as it was believed: before the loss was written down, before the correction', () => {
  expect(short({ at: minute(35), knownAt: minute(35) })).toEqual([
    'RTR-1 holder Bob',
    'RTR-2 slot CASE-13/2',
    'RTR-3 unplaced',
  ]);
  expect(short({ knownAt: minute(65) })).toEqual([
    'RTR-1 holder Robert',
    'RTR-2 lost',
    'RTR-3 unplaced',
    'RTR-4 slot CASE-14/2',
  ]);
  expect(short({ knownAt: minute(0) })).toEqual([]);
  expect(short({ knownAt: minute(75) })).toEqual(NOW);
});

test('filters narrow every way of asking, by the names of the moment', () => {
  expect(short({ case: 'case-13' })).toEqual(['RTR-1 slot CASE-13/1 corrected']);
  expect(short({ case: 'CASE-13', at: minute(15) })).toEqual(['RTR-1 slot CASE-13/1', 'RTR-2 slot CASE-13/2']);
  expect(short({ case: 'CASE-13', at: minute(35), knownAt: minute(35) })).toEqual(['RTR-2 slot CASE-13/2']);
  expect(short({ holder: 'Bob', at: minute(30) })).toEqual(['RTR-3 holder Bob corrected']);
  expect(short({ holder: 'Bob', at: minute(30), knownAt: minute(45) })).toEqual(['RTR-1 holder Bob']);
  expect(short({ status: 'lost', at: minute(30) })).toEqual(['RTR-2 lost']);
  expect(short({ status: 'lost', at: minute(30), knownAt: minute(39) })).toEqual([]);
  expect(story.refused('custody', { holder: 'Bob' })).toEqual({
    code: 'NOT_FOUND',
    details: { entity: 'holder', field: 'holder', holder: 'Bob' },
  });
  expect(story.refused('custody', { case: 'CASE-99' })).toMatchObject({ code: 'NOT_FOUND' });
});

test.each([{}, { at: minute(30) }, { knownAt: minute(65) }])('pages join to the whole list, both ways: %j', (when) => {
  for (const order of ['asc', 'desc'] as const) {
    const tags: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page: Page<CustodyRow> = story.ask('custody', { ...when, order, limit: 1, ...(cursor ? { cursor } : {}) });
      tags.push(...page.rows.map(({ tag }) => tag));
      cursor = page.next;
      if (cursor === null) break;
    }
    const whole = rows(when).map(({ tag }) => tag);
    expect(tags).toEqual(order === 'asc' ? whole : whole.toReversed());
  }
});

test('what is not of the right form is refused with its field', () => {
  const field = (args: object) => story.refused('custody', { ...args });
  expect(field({ cursor: 'nonsense' })).toMatchObject({ code: 'INVALID', details: { field: 'cursor' } });
  expect(field({ at: '2024-11-21' })).toMatchObject({ code: 'INVALID', details: { field: 'at' } });
  expect(field({ limit: 1001 })).toMatchObject({ code: 'INVALID', details: { field: 'limit' } });
  expect(field({ owner: 'x' })).toMatchObject({ code: 'INVALID', details: { field: 'owner' } });
  expect(story.refused('custodia')).toMatchObject({ code: 'INVALID', details: { field: 'query' } });
});
