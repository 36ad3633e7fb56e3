import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openScanQueue, type Scan } from './scanQueue.ts';

const MIGRATION = join(import.meta.dirname, '../../migrations/0003_secrets_and_drafts.sql');
const id = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ada, grace, radio, tablet] = [id(1), id(2), id(11), id(12)];

let folder = '';
let db: Database.Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'queue-'));
  db = new Database(join(folder, 'store.assettrack'));
  db.pragma('journal_mode = WAL');
  db.exec(readFileSync(MIGRATION, 'utf8'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const scanOf = (n: number, code: string, assetId: string | null, more: Partial<Scan> = {}): Scan => ({
  itemId: id(100 + n),
  operatorId: ada,
  kind: 'issue',
  code,
  assetId,
  scannedAt: 1_000 + n,
  ...more,
});
const line = (n: number, code: string, assetId: string | null, repeats = 0) => ({
  itemId: id(100 + n),
  code,
  assetId,
  scannedAt: 1_000 + n,
  repeats,
});

test('a queue keeps what was scanned, as it was read, in the order of scanning, over a restart', () => {
  const { scan } = openScanQueue(db);
  scan(scanOf(3, ' ddc4cy-002645', radio));
  scan(scanOf(2, 'what is this?', null));
  // The clock was set back: neither the time nor the id made from it decides the order.
  scan(scanOf(1, 'T-7', tablet));

  db.close();
  db = new Database(join(folder, 'store.assettrack'));
  expect(openScanQueue(db).list(ada, 'issue')).toEqual([
    line(3, ' ddc4cy-002645', radio),
    line(2, 'what is this?', null),
    line(1, 'T-7', tablet),
  ]);
});

test('reading the same code or the same asset again counts on its line', () => {
  const { scan, list } = openScanQueue(db);
  expect(scan(scanOf(1, 'DDC4CY-002645', radio))).toEqual(line(1, 'DDC4CY-002645', radio));
  expect(scan(scanOf(2, '0123456789', radio))).toEqual(line(1, 'DDC4CY-002645', radio, 1));
  expect(scan(scanOf(3, 'lost', null))).toEqual(line(3, 'lost', null));
  expect(scan(scanOf(4, 'lost', null))).toEqual(line(3, 'lost', null, 1));
  expect(scan(scanOf(5, 'found', null))).toEqual(line(5, 'found', null));
  expect(list(ada, 'issue').map(({ code, repeats }) => [code, repeats])).toEqual([
    ['DDC4CY-002645', 1],
    ['lost', 1],
    ['found', 0],
  ]);
});

test('each operator has a queue of each kind, and only the own lines can be taken out', () => {
  const { scan, list, remove, discard } = openScanQueue(db);
  scan(scanOf(1, 'R-1', radio));
  scan(scanOf(2, 'T-7', tablet));
  scan(scanOf(3, 'R-1', radio, { kind: 'return' }));
  scan(scanOf(4, 'R-1', radio, { operatorId: grace }));

  expect([remove(grace, id(101)), remove(ada, id(101)), remove(ada, id(101))]).toEqual([false, true, false]);
  expect(list(ada, 'issue')).toEqual([line(2, 'T-7', tablet)]);
  expect([discard(ada, 'return'), discard(ada, 'return')]).toEqual([1, 0]);
  expect([list(ada, 'return'), list(grace, 'issue')]).toEqual([[], [line(4, 'R-1', radio)]]);
});

test('what is scanned inside a transaction that fails was not scanned', () => {
  const { scan, list } = openScanQueue(db);
  const failing = db.transaction(() => {
    scan(scanOf(1, 'R-1', radio));
    throw new Error('the disk is full');
  });
  expect(failing).toThrow('the disk is full');
  expect(list(ada, 'issue')).toEqual([]);
});

test('a queue is one range of one index, already in order', () => {
  const plan = db
    .prepare<[string, string], { detail: string }>(
      'EXPLAIN QUERY PLAN SELECT * FROM scan_queue WHERE operator_id = ? AND kind = ? ORDER BY position',
    )
    .all(ada, 'issue');
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH scan_queue USING INDEX scan_queue_of_operator (operator_id=? AND kind=?)',
  ]);
});
