import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEventLog } from '../store/eventLog.ts';
import { openHistory } from '../store/history.ts';
import { openLookups } from '../store/lookups.ts';
import { openNeighbours } from '../store/neighbours.ts';
import { openScanQueue } from '../store/scanQueue.ts';
import { beginStory, minute, type QueryStory } from '../testing/queryStory.ts';
import { openQueries } from './answer.ts';

/**
 * How SQLite goes about each question. Without statistics its plans depend on the schema alone, so what is seen on this
 * handful of rows holds for a million. A walk through a whole table is only there where a page stops it.
 */
let story: QueryStory;
let db: Database.Database;
let receipt = '';
let eventId = '';
const asked = new Set<string>();

beforeAll(async () => {
  story = await beginStory();
  const { tell } = story;
  await tell('case.add', { code: 'CASE-1', slots: 2 });
  await tell('holder.add', { name: 'Bob' });
  await tell('asset.add', { tag: 'A', slot: { case: 'CASE-1', slot: 1 } });
  const events = await tell('handover.commit', {
    kind: 'issue',
    holder: 'Bob',
    items: [{ tag: 'A' }],
    dueAt: minute(9),
  });
  receipt = String(events[0]?.data.receipt);
  eventId = events[1]?.eventId ?? '';
  story.at(5);
  await tell('event.correct', { eventId, set: { dueAt: minute(8) }, reason: 'sooner' });
  await tell('asset.add', { tag: 'B', slot: { case: 'CASE-1', slot: 1 } });
  story.at(20);
  db = new Database(story.path, { readonly: true });
});

afterAll(() => {
  db.close();
  story.end();
});

/** Every query over a connection that notes what SQL was prepared on it. */
function queries() {
  const noting = new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name, target);
      return (sql: string) => {
        asked.add(sql);
        return target.prepare(sql);
      };
    },
  });
  return openQueries({
    db: noting,
    log: openEventLog(db, null),
    history: openHistory(db),
    lookups: openLookups(db),
    neighbours: openNeighbours(db),
    queue: openScanQueue(db),
    checkLine: () => null,
    now: () => Date.parse(minute(20)),
    device: null,
    info: () => ({}),
    health: () => ({ freeBytes: null, recoveryCodeSetAt: null, device: null }),
    lockedOutUntil: () => undefined,
  });
}

const BIG = { a: 'assets', e: 'events', t: 'events', s: 'custody_spans', h: 'handovers' } as const;
const bigTables = new Set<string>([
  ...Object.keys(BIG),
  ...Object.values(BIG),
  's0',
  's1',
  'custody_moments',
  'search_entries',
  'assignments',
]);

/** Steps that walk through a big table, of all SQL that the question led to. */
function walks(name: string, args: object): readonly string[] {
  asked.clear();
  const answer = queries().query(name, args, null);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return [...asked]
    .filter((sql) => sql.trimStart().startsWith('SELECT') || sql.trimStart().startsWith('WITH'))
    .flatMap((sql) => {
      const nulls = Array.from({ length: sql.split('?').length - 1 }, () => null);
      return db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...nulls);
    })
    .map(({ detail }) => detail)
    .filter((detail) => detail.startsWith('SCAN ') && bigTables.has(detail.split(' ')[1] ?? ''));
}

const at = minute(3);
const cursor = Buffer.from(JSON.stringify(['A'])).toString('base64url');

test.each([
  ['custody', { cursor }],
  ['custody', { cursor, order: 'desc', at }],
  ['custody', { case: 'CASE-1' }],
  ['custody', { holder: 'Bob' }],
  ['custody', { status: 'slot' }],
  ['custody', { case: 'CASE-1', at }],
  ['custody', { holder: 'Bob', at }],
  ['custody', { case: 'CASE-1', at, knownAt: at }],
  ['custody', { holder: 'Bob', at, knownAt: at }],
  ['asset.get', { tag: 'A' }],
  ['asset.get', { tag: 'A', at, knownAt: at }],
  ['asset.history', { tag: 'A' }],
  ['asset.spans', { tag: 'A' }],
  ['asset.list', { cursor: Buffer.from(JSON.stringify([0, '', 'A'])).toString('base64url') }],
  ['case.list', {}],
  ['case.get', { code: 'CASE-1' }],
  ['case.get', { code: 'CASE-1', at }],
  ['case.spans', { code: 'CASE-1' }],
  ['case.spans', { code: 'CASE-1', slot: 1, at }],
  ['holder.list', {}],
  ['holder.list', { at }],
  ['holder.get', { name: 'Bob' }],
  ['holder.history', { name: 'Bob' }],
  ['audit.list', { entityId: 'A' }],
  ['audit.list', { entityType: 'operator' }],
  ['audit.list', { actor: 'Ada' }],
  ['event.behind', { entityType: 'asset', entity: 'A', field: 'home' }],
  ['event.behind', { entityType: 'case', entity: 'CASE-1', field: 'labels.1', at, knownAt: at }],
  ['event.behind', { entityType: 'operator', entity: 'Ada', field: 'completed', at }],
  ['event.behind', { entityType: 'setting', field: 'organisation' }],
  ['overdue.list', {}],
  ['overdue.list', { at }],
  ['assignment.list', { recipient: 'Ada', at }],
  ['assignment.list', { recipient: 'Ada', status: 'read', at, knownAt: at }],
  ['assignment.list', { concerns: 'A', at }],
  ['threshold.list', { at }],
  ['threshold.crossings', { recipient: 'Ada', at }],
  ['search', { text: 'a' }],
  ['search', { text: 'ab bo' }],
])('%s %j walks through no big table', (name, args) => {
  expect(walks(name, args)).toEqual([]);
});

test('pages from the beginning are walked in the order of an index, so that they end where the page does', () => {
  const byTag = 'SCAN a USING INDEX sqlite_autoindex_assets_2';
  expect(walks('custody', {})).toEqual([byTag]);
  expect(walks('custody', { at })).toEqual([byTag]);
  expect(walks('asset.list', {})).toContain('SCAN assets USING COVERING INDEX sqlite_autoindex_assets_2');
  expect(walks('asset.list', { at })).toContain(byTag);
  expect(walks('compare', { from: at, to: minute(10) })).toEqual([byTag]);
  expect(walks('handover.list', {})).toEqual(['SCAN h USING INDEX handovers_by_time']);
  expect(walks('audit.list', {})).toEqual(['SCAN e']); // by seq, its own order
});

test('what was believed adds no walk but that of its page', () => {
  expect(walks('custody', { at, knownAt: at })).toEqual(['SCAN a USING INDEX sqlite_autoindex_assets_2']);
});

test('what cannot be proven comes out of the indexes that keep it apart', () => {
  expect(walks('exceptions.list', {}).filter((step) => !step.includes('USING'))).toEqual([]);
});

test('a receipt and an event are found by their keys', () => {
  expect(walks('handover.get', { receipt })).toEqual([]);
  expect(walks('event.get', { eventId })).toEqual([]);
  expect(walks('audit.list', { eventId })).toEqual([]);
});
