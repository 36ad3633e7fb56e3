import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { exampleLog, lastSeq, seqOf } from '../testing/exampleLog.ts';
import {
  anEvent,
  aStore,
  foreignConnection,
  forge,
  logOnly,
  morning,
  type RowChange,
  reopen,
  rowAt,
  storeId,
  uuid,
  withoutTriggers,
} from '../testing/storeFixture.ts';
import { genesisHash } from './eventHash.ts';
import { collectFindings, type FindingReport, MOST_PER_CODE } from './findings.ts';
import { migrationsFolder, readMigrations } from './migrate.ts';
import { checkTail, verifyLog } from './verifyChain.ts';

function verified(db: Database.Database, migrations = logOnly): FindingReport {
  const found = collectFindings();
  verifyLog(db, found, { migrations, pins: null });
  return found.report();
}

/** What verify says of an example log to which a row was added that no trigger would have let in, its hash right. */
function afterForging(change: RowChange): readonly (readonly [string, string, number | undefined])[] {
  const { path } = exampleLog();
  const db = foreignConnection(path);
  withoutTriggers(db, () => forge(db, change));
  const { findings } = verified(reopen(path, { readonly: true }).db);
  return findings.map(({ code, message, seq }) => [code, message, seq]);
}

const next = lastSeq + 1;
const step = (type: string, more: RowChange = {}): RowChange => ({
  stream_type: 'assignment',
  stream_id: uuid('task'),
  type: `ASSIGNMENT_${type}`,
  ...more,
});

const badRows: readonly (readonly [string, RowChange, string, string])[] = [
  ['gap in seq', { seq: next + 2 }, 'SEQ', `Events ${next} to ${next + 1} are missing from the log.`],
  [
    'gap in device_seq',
    { device_seq: next + 1 },
    'DEVICE_SEQ',
    `is number ${next + 1} of its device, but number ${next} was due`,
  ],
  ['wrong previous hash', { prev_hash: 'ab'.repeat(32) }, 'LINK', 'does not follow from the one before it'],
  ['arrival set back', { received_at: 5 }, 'CLOCK', 'earlier time of arrival'],
  ['arrival set ahead', { received_at: 2_000_000_000_000 }, 'CLOCK', 'did not arrive when it was recorded'],
  ['recording set back', { recorded_at: morning, occurred_at: morning }, 'CLOCK', 'recorded at an earlier time'],
  [
    'logical clock set back',
    { hlc: '01a000000000-000000', recorded_at: morning, occurred_at: morning },
    'CLOCK',
    'logical time that is not after',
  ],
  ['logical clock before recording', { hlc: '000000000001-000000' }, 'CLOCK', 'logical time before it was recorded'],
  ['happened after recording', { occurred_at: 2_000_000_000_000 }, 'CLOCK', 'happened later than it was recorded'],
  ['unknown actor', { actor_id: uuid('ghost') }, 'ACTOR', 'an operator who was not known then'],
  ['user without a name', { actor_id: null }, 'ACTOR', 'does not say who recorded it'],
  ['reason missing', { supersedes_event_id: uuid('radio seen') }, 'SUPERSESSION', 'without a reason'],
  [
    'reason blank',
    { supersedes_event_id: uuid('radio seen'), correction_reason: '\u00a0\n' },
    'SUPERSESSION',
    'without a reason',
  ],
  ['void of nothing', { type: 'EVENT_VOIDED' }, 'SUPERSESSION', 'without saying what'],
  [
    'target unknown',
    { supersedes_event_id: uuid('nothing'), correction_reason: 'r' },
    'SUPERSESSION',
    'was not in the log',
  ],
  [
    'target of another kind of stream',
    { supersedes_event_id: uuid('case added'), correction_reason: 'r', type: 'CASE_ADDED' },
    'SUPERSESSION',
    'of another kind of stream',
  ],
  [
    'another type',
    { supersedes_event_id: uuid('radio seen'), correction_reason: 'r', type: 'ASSET_LOST' },
    'SUPERSESSION',
    'into another type',
  ],
  [
    'a void undone',
    { supersedes_event_id: uuid('lamp void'), correction_reason: 'r', stream_id: uuid('lamp'), type: 'EVENT_VOIDED' },
    'SUPERSESSION',
    'cannot be corrected',
  ],
  [
    'a void in another stream',
    { supersedes_event_id: uuid('radio seen'), correction_reason: 'r', stream_id: uuid('lamp'), type: 'EVENT_VOIDED' },
    'SUPERSESSION',
    'of another stream',
  ],
  [
    'a handover corrected',
    {
      supersedes_event_id: uuid('handover'),
      correction_reason: 'r',
      stream_type: 'handover',
      stream_id: uuid('handover'),
      type: 'HANDOVER_COMMITTED',
    },
    'SUPERSESSION',
    'cannot be corrected',
  ],
  ['completed twice', step('COMPLETED'), 'ASSIGNMENT', 'after completed'],
  ['cancelled when done', step('CANCELLED', { note: 'n' }), 'ASSIGNMENT', 'after completed'],
  ['delivered first', step('DELIVERED', { stream_id: uuid('new') }), 'ASSIGNMENT', 'after nothing'],
  [
    'a second genesis in the chain',
    { type: 'DEVICE_ADDED', stream_type: 'store', stream_id: storeId },
    'GENESIS',
    'not the kind of event that a device’s chain begins with',
  ],
];

test.each(badRows)('%s', (_name, change, code, words) => {
  const findings = afterForging(change);
  expect(findings).toContainEqual([code, expect.stringContaining(words), expect.any(Number)]);
  // Nothing but that, and what SQLite says of the same by itself.
  const others = findings.filter(([found]) => ![code, 'INTEGRITY', 'FOREIGN_KEYS'].includes(found));
  expect(others).toEqual([]);
});

test('a second supersession of one event, its unique index gone: SUPERSESSION at the later one', () => {
  const db = foreignConnection(exampleLog().path);
  db.exec('DROP INDEX events_superseded_once');
  withoutTriggers(db, () => forge(db, { supersedes_event_id: uuid('radio inspected'), correction_reason: 'again' }));
  expect(verified(db).findings).toContainEqual(
    expect.objectContaining({
      code: 'SUPERSESSION',
      seq: next,
      message: expect.stringContaining('had superseded already'),
    }),
  );
});

const rogue = uuid('rogue');
const publicKey = '07'.repeat(32);
const genesis = (data: RowChange, more: RowChange = {}): RowChange => ({
  device_id: rogue,
  device_seq: 1,
  type: 'DEVICE_ADDED',
  stream_type: 'store',
  stream_id: storeId,
  data: JSON.stringify({ deviceId: rogue, shortCode: 'XXX', publicKey, ...data }),
  prev_hash: genesisHash(storeId, rogue, publicKey),
  ...more,
});

test.each([
  ['says not after which event', genesis({ formerHead: null }), 'without saying after which event'],
  [
    'goes on from an event that is not there',
    genesis({ formerHead: { deviceId: uuid('device'), deviceSeq: 3, hash: 'ab' } }),
    'after an event that is not in the log',
  ],
  [
    'has another key than its chain',
    genesis({ publicKey: '08'.repeat(32), formerHead: null }),
    'does not belong to this store, device and key',
  ],
  ['names no key', genesis({ publicKey: 'none', formerHead: null }), 'without saying which, or with what key'],
])('a device that %s: GENESIS', (_name, change, words) => {
  expect(afterForging(change)).toEqual([['GENESIS', expect.stringContaining(words), next]]);
});

test('rows that refer to nothing: FOREIGN_KEYS, by table and row', () => {
  const findings = afterForging({ supersedes_event_id: uuid('nothing'), correction_reason: 'r' });
  expect(findings).toContainEqual(['FOREIGN_KEYS', `Row ${next} of events refers to a row that is not there.`, next]);
});

const forms: readonly RowChange[] = [
  { event_id: 'x' },
  { device_id: 'x' },
  { stream_id: 'x' },
  { correlation_id: 'x' },
  { stream_type: 'slot' },
  { type: 'lost' },
  { received_at: -1 },
  { recorded_at: -1 },
  { occurred_at: -62_135_596_800_001 },
  { occurred_offset: 2000 },
  { clock_suspect: 2 },
  { hlc: '0FFFFFFFFFFF-000000' },
  { actor_role: null, actor_kind: 'ghost' },
  { actor_role: 'owner' },
  { actor_role: null },
  { data: '{"a":' },
  { data: '[]' },
  { data: '{}\0' },
  { changes: '{}' },
  { device_info: '7' },
  { note: 'x'.repeat(2001) },
  { note: 'x\0' },
  { command_id: uuid('c') },
  { command_id: uuid('c'), command_hash: 'ab' },
  { correction_reason: 'x'.repeat(2001) },
  { prev_hash: 'abcd' },
  { hash: 'abcd' },
];

test.each(forms)('a row that no CHECK would let in, %o: FORM', (change) => {
  const column = Object.keys(change).at(-1);
  expect(afterForging(change)).toContainEqual(['FORM', expect.stringContaining(`its ${column} is`), next]);
});

/** Every byte of a small store's file, some at a time: what can be read of it is as it was, or a finding says not. */
test('bytes flipped all over the file: whatever changes what the log says is found', () => {
  const { path } = exampleLog();
  const good = readFileSync(path);
  const { db: original, close } = reopen(path, { readonly: true });
  const content = JSON.stringify(original.prepare('SELECT * FROM events ORDER BY seq').all());
  close();
  let changed = 0;
  let found = 0;
  for (let at = 101; at < good.length; at += 397) {
    const bytes = Buffer.from(good);
    bytes.writeUInt8((bytes[at] ?? 0) ^ 0x15, at);
    writeFileSync(path, bytes);
    const db = new Database(path);
    const says = contentOf(db);
    const { findings } = verified(db);
    db.close();
    if (says !== content) changed += 1;
    if (says !== content && findings.length > 0) found += 1;
  }
  expect(changed).toBeGreaterThan(10);
  expect(found).toBe(changed);
});

function contentOf(db: Database.Database): string {
  try {
    return JSON.stringify(db.prepare('SELECT * FROM events ORDER BY seq').all());
  } catch {
    return 'cannot be read';
  }
}

test('the check at start sees the last events and the devices, and what lies before them it leaves to verify', () => {
  const { path, device } = exampleLog();
  const db = foreignConnection(path);
  withoutTriggers(db, () => db.exec(`UPDATE events SET note = 'x' WHERE seq IN (3, ${lastSeq})`));
  expect(checkTail(db, null, 5)).toMatchObject([{ code: 'HASH', seq: lastSeq }]);
  expect(checkTail(db, null)).toMatchObject([
    { code: 'HASH', seq: 3 },
    { code: 'HASH', seq: lastSeq },
  ]);
  expect(checkTail(db, new Map([[device.deviceId, 'another']]), 1)).toContainEqual(
    expect.objectContaining({ code: 'DEVICE_KEY', seq: 1, message: expect.stringContaining('with another key') }),
  );
});

test('the check at start finds what is missing before the first event that it reads', () => {
  const db = foreignConnection(exampleLog().path);
  withoutTriggers(db, () => db.exec(`DELETE FROM events WHERE seq = ${lastSeq - 2}`));
  expect(checkTail(db, null, 2).map(({ code, seq }) => [code, seq])).toEqual([
    ['DEVICE_SEQ', lastSeq - 1],
    ['LINK', lastSeq - 1],
  ]);
});

test('a sound store with all of our schema, and a long log, has no findings; progress is told and stopping heeded', () => {
  const migrations = readMigrations(migrationsFolder);
  const { store } = aStore(
    Array.from({ length: 1200 }, () => anEvent()),
    migrations,
  );
  expect(verified(store.db, migrations)).toEqual({ findings: [], counts: {} });

  const told: number[] = [];
  const found = collectFindings();
  const outcome = verifyLog(store.db, found, {
    migrations,
    pins: null,
    onProgress: (done, total) => told.push(done / total),
    shouldStop: () => told.length >= 2,
  });
  expect(outcome).toEqual({ events: 1000, stopped: true });
  expect(told).toEqual([500 / 1202, 1000 / 1202]);
});

test('of a store damaged throughout the first findings are told, and how many there are in all', () => {
  const { path, store } = aStore(Array.from({ length: 150 }, () => anEvent()));
  store.close();
  const db = foreignConnection(path);
  withoutTriggers(db, () => db.exec(`UPDATE events SET note = 'x'`));
  const { findings, counts } = verified(db);
  expect(counts).toEqual({ HASH: 152 });
  expect(findings).toHaveLength(MOST_PER_CODE);
});

test('what is found names the event and its device', () => {
  const db = foreignConnection(exampleLog().path);
  const seq = seqOf('case added');
  withoutTriggers(db, () => db.exec(`UPDATE events SET data = '{}' WHERE seq = ${seq}`));
  expect(verified(db).findings).toEqual([
    {
      code: 'HASH',
      message: `Event ${seq} is not as it was recorded: its content does not fit its hash.`,
      seq,
      eventId: uuid('case added'),
      deviceId: rowAt(db, seq)[3],
    },
  ]);
});
