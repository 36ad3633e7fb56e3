import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseRow, HolderRow, Page } from '../../shared/contract/answers.ts';
import { assetColumns } from '../../shared/contract/queries.ts';
import type { AssetRow, SearchRow } from '../../shared/contract/trailAnswers.ts';
import { beginStory, type QueryStory } from '../testing/queryStory.ts';

/** Forty radios and tablets in four cases; every third has no serial, every fourth is with a holder. */
let story: QueryStory;

beforeAll(async () => {
  story = await beginStory();
  const { tell } = story;
  for (const n of [1, 2, 10, 11]) await tell('case.add', { code: `CASE-${n}`, slots: 10, place: `Shelf ${n}` });
  await tell('holder.add', { name: 'Zoë Åkesson', organisation: 'Bürgeramt' });
  await tell('holder.add', { name: 'bob' });
  for (let i = 0; i < 40; i++) {
    await tell('asset.add', {
      tag: `RTR-${String(100 + i)}`,
      model: i % 2 === 0 ? 'Radio "Nord" 5%' : 'tablet',
      ...(i % 3 === 0 ? {} : { serial: `SN${(i * 37) % 100}-X` }),
      ...(i === 7
        ? { barcode: '4006381333931', notes: 'lent by the mayor', attributes: { Fund: 'Lottery 2024' } }
        : {}),
      slot: { case: `CASE-${[1, 2, 10, 11][i % 4]}`, slot: Math.floor(i / 4) + 1 },
    });
    if (i % 4 === 0) await tell('asset.issue', { tag: `RTR-${100 + i}`, holder: i % 8 === 0 ? 'bob' : 'Zoë Åkesson' });
  }
});

afterAll(() => story.end());

const list = (args = {}) => story.ask<Page<AssetRow>>('asset.list', args);
const tags = (args = {}) => list({ limit: 1000, ...args }).rows.map(({ tag }) => tag);

test.each(assetColumns)('the table sorts by %s, turns its pages, and ends with what has no value', (sort) => {
  for (const order of ['asc', 'desc'] as const) {
    const whole = list({ sort, order, limit: 1000 });
    const joined: AssetRow[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = list({ sort, order, limit: 7, ...(cursor === '' ? {} : { cursor }) });
      joined.push(...page.rows);
      cursor = page.next;
    }
    expect(joined).toEqual(whole.rows);
    expect(whole.total).toBe(40);
    const values = joined.map((row) => (sort === 'home' ? row.home?.case : row[sort]) ?? null);
    const present = values.filter((value) => value !== null);
    expect(values.slice(present.length).every((value) => value === null)).toBe(true);
    const rising = present.map((value) => value.toLowerCase()).toSorted();
    expect(present.map((value) => value.toLowerCase())).toEqual(order === 'asc' ? rising : rising.toReversed());
  }
});

test('cases and holders turn their pages as they are listed when all are looked through', async () => {
  await story.tell('case.add', { code: 'CASE-9', slots: 1 });
  await story.tell('case.retire', { code: 'CASE-9', reason: 'broken' });
  await story.tell('holder.add', { name: 'Åse' });
  await story.tell('holder.deactivate', { name: 'Åse', reason: 'left' });
  for (const order of ['asc', 'desc'] as const) {
    for (const [name, which] of [
      ...[{}, { retired: false }, { retired: true }].map((which) => ['case.list', which] as const),
      ...[{}, { active: false }, { active: true }].map((which) => ['holder.list', which] as const),
    ]) {
      const pages: unknown[] = [];
      const ask = (args: object) => story.ask<Page<CaseRow | HolderRow>>(name, { ...which, order, ...args });
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = ask({ limit: 1, ...(cursor === '' ? {} : { cursor }) });
        pages.push(...page.rows);
        cursor = page.next;
      }
      const { rows, total } = ask({ text: ' ' });
      expect(rows.length).toBeGreaterThan(0);
      expect(pages).toEqual(rows);
      expect(ask({ limit: 1 })).toMatchObject({ total });
    }
  }
});

test('the table can be opened in its middle, and be turned on from there', () => {
  for (const sort of ['tag', 'dueAt'] as const) {
    const whole = list({ sort, order: 'desc', limit: 1000 });
    const middle = list({ sort, order: 'desc', limit: 5, offset: 17 });
    expect(middle.rows).toEqual(whole.rows.slice(17, 22));
    expect(middle.total).toBeUndefined();
    expect(list({ sort, order: 'desc', limit: 5, cursor: middle.next }).rows).toEqual(whole.rows.slice(22, 27));
    expect(list({ sort, offset: 40 })).toMatchObject({ rows: [], next: null });
  }
});

test('the table narrows by words in columns, whatever is in them', () => {
  expect(list({ model: 'radio "nord"' }).total).toBe(20);
  expect(list({ model: '5%' }).total).toBe(20);
  expect(list({ model: '%' }).total).toBe(20);
  expect(list({ model: '_' }).total).toBe(0);
  expect(list({ tag: 'rtr 10', model: 'tablet' }).total).toBe(5);
  expect(tags({ tag: 'rtr107' })).toEqual(['RTR-107']);
  expect(tags({ text: 'lottery mayor' })).toEqual(['RTR-107']);
  expect(list({ holder: 'bob' }).total).toBe(5);
  expect(list({ status: ['holder', 'lost'] }).total).toBe(10);
  expect(list({ case: 'case-1', status: 'slot' }).total).toBe(20); // CASE-10 and CASE-11 too
  expect(list({ home: 'case-2' }).rows.every(({ home }) => home?.case === 'CASE-2')).toBe(true);
  expect(list({ model: 'nothing of the kind' })).toEqual({ rows: [], next: null, total: 0 });
});

const found = (text: string, limit = 5) =>
  story
    .ask<{ rows: readonly SearchRow[] }>('search', { text, limit })
    .rows.map(({ title, exact }) => title + (exact ? '!' : ''));

test('a search finds the very code first, then words and beginnings of words', () => {
  expect(found('rtr105')[0]).toBe('RTR-105!');
  expect(found('4006381333931')).toEqual(['RTR-107!']);
  expect(found('case-1')).toEqual(['CASE-1!', 'CASE-10', 'CASE-11']);
  expect(found('zoë åkesson')).toEqual(['Zoë Åkesson!']);
  expect(found('zoe ak')).toEqual(['Zoë Åkesson']);
  expect(found('burger')).toEqual(['Zoë Åkesson']);
  expect(found('lottery')).toEqual(['RTR-107']);
  expect(found('SN37')).toEqual(['RTR-101']);
  expect(found('rtr', 50)).toHaveLength(40);
  expect(found('rtr', 3)).toEqual(['RTR-100', 'RTR-101', 'RTR-102']);
});

test('what is typed is never syntax', () => {
  for (const text of [
    '"',
    '" OR "',
    'a AND',
    'NEAR(a b)',
    'title : x',
    '-',
    '^',
    '*',
    '{',
    'a*',
    "';--",
    '🙂',
    'ﬁ',
    ' ',
  ]) {
    expect(story.custody.query('search', { text }, null), text).toMatchObject({ ok: true });
  }
  expect(found('"nord"').length).toBe(5);
  expect(story.refused('search', { text: 'a\0b' })).toMatchObject({ code: 'INVALID', details: { field: 'text' } });
  expect(story.refused('search', { text: 'a', limit: 51 })).toMatchObject({
    code: 'INVALID',
    details: { field: 'limit' },
  });
});

test('a found asset says where it is', () => {
  const [row] = story.ask<{ rows: readonly SearchRow[] }>('search', { text: 'RTR-100' }).rows;
  expect(row).toMatchObject({ kind: 'asset', custody: { status: 'holder', holder: 'bob', case: null, slot: null } });
});
