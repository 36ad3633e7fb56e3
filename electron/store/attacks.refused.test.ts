import { expect, test } from 'vitest';
import { exampleLog, lastSeq } from '../testing/exampleLog.ts';
import {
  allRows,
  foreignConnection,
  forge,
  type RowChange,
  rowAt,
  uuid,
  withoutTriggers,
} from '../testing/storeFixture.ts';

/**
 * What a stranger's connection tries, with foreign keys, CHECKs and recursive triggers switched off, and what the
 * database itself answers. Every attack leaves every row as it was.
 */

const statements: readonly (readonly [string, string])[] = [
  ['UPDATE of a row', `UPDATE events SET note = 'x' WHERE seq = 4`],
  ['UPDATE of all rows', `UPDATE events SET recorded_at = recorded_at + 1`],
  ['UPDATE OR REPLACE', `UPDATE OR REPLACE events SET seq = 3 WHERE seq = 4`],
  ['UPDATE OR IGNORE', `UPDATE OR IGNORE events SET note = 'x' WHERE seq = 4`],
  ['UPDATE FROM', `UPDATE events SET note = other.note FROM (SELECT 'x' AS note) AS other WHERE seq = 4`],
  ['UPDATE of the rowid', `UPDATE events SET rowid = 99 WHERE rowid = 4`],
  ['DELETE of a row', `DELETE FROM events WHERE seq = 4`],
  ['DELETE of the tail', `DELETE FROM events WHERE seq > 5`],
  ['DELETE of all', `DELETE FROM events`],
];

for (const recursiveTriggers of [false, true]) {
  test.each(statements)(`%s is refused, with recursive triggers ${recursiveTriggers ? 'on' : 'off'}`, (_name, sql) => {
    const { path } = exampleLog();
    const db = foreignConnection(path, { recursiveTriggers });
    const before = allRows(db);
    expect(() => db.exec(sql)).toThrow('LEDGER_IMMUTABLE');
    expect(allRows(db)).toEqual(before);
  });
}

test.each([
  ['UPDATE', `UPDATE victim.events SET note = 'x' WHERE seq = 4`],
  ['DELETE', `DELETE FROM victim.events WHERE seq = 4`],
])('%s through ATTACH is refused', (_name, sql) => {
  const { path } = exampleLog();
  const own = foreignConnection(`${path}-of-the-attacker`);
  own.prepare('ATTACH ? AS victim').run(path);
  expect(() => own.exec(sql)).toThrow('LEDGER_IMMUTABLE');
});

/** Each key of the table: an event that would push out the one that has it. */
const keys: readonly (readonly [string, RowChange, string])[] = [
  ['seq', { seq: 4 }, 'LEDGER_SEQ'],
  ['the last seq', { seq: lastSeq }, 'LEDGER_SEQ'],
  ['event_id', { event_id: uuid('radio inspected') }, 'LEDGER_EVENT_ID'],
  ['(device_id, device_seq)', { device_seq: 4 }, 'LEDGER_DEVICE_SEQ'],
  [
    'supersedes_event_id',
    { supersedes_event_id: uuid('radio inspected'), correction_reason: 'no, it was good' },
    'LEDGER_SUPERSEDED',
  ],
];
const verbs = ['INSERT', 'INSERT OR REPLACE', 'REPLACE', 'INSERT OR IGNORE', 'INSERT OR FAIL', 'INSERT OR ROLLBACK'];

for (const verb of verbs) {
  for (const recursiveTriggers of [false, true]) {
    test.each(keys)(
      `${verb} on %s is refused, recursive triggers ${recursiveTriggers ? 'on' : 'off'}`,
      (_key, change, code) => {
        const { path } = exampleLog();
        const db = foreignConnection(path, { recursiveTriggers });
        const before = allRows(db);
        expect(() => forge(db, change, verb)).toThrow(code);
        expect(allRows(db)).toEqual(before);
      },
    );
  }
}

test.each([
  ['event_id', 'LEDGER_EVENT_ID'],
  ['device_id, device_seq', 'LEDGER_EVENT_ID'],
  ['seq', 'LEDGER_SEQ'],
])('an UPSERT on (%s) is refused', (key, code) => {
  const { path } = exampleLog();
  const db = foreignConnection(path);
  const before = allRows(db);
  const seq = key === 'seq' ? '4' : `${lastSeq + 1}`;
  const sql = `INSERT INTO events SELECT ${seq}, received_at + 99999999, event_id, device_id, device_seq, stream_type, stream_id,
      type, occurred_at, occurred_offset, recorded_at, hlc, clock_suspect, actor_kind, actor_id, actor_role, data, changes,
      note, device_info, command_id, command_hash, correlation_id, supersedes_event_id, correction_reason, prev_hash, hash
    FROM events WHERE seq = 4 ON CONFLICT (${key}) DO UPDATE SET note = 'x'`;
  expect(() => db.exec(sql)).toThrow(code);
  expect(allRows(db)).toEqual(before);
});

/** A time after all of the example log, as the log writes it. */
const later = 1_795_300_000_000;
const longer = (text: string, n: number): string => text.repeat(n);

/** Rows a stranger puts at the end: in everything else they are what a good forger would write. */
const rows: readonly (readonly [string, RowChange, string])[] = [
  ['a gap in seq', { seq: lastSeq + 2 }, 'LEDGER_SEQ'],
  ['seq left to SQLite', { seq: null }, 'LEDGER_SEQ'],
  ['a gap in device_seq', { device_seq: lastSeq + 2 }, 'LEDGER_DEVICE_SEQ'],
  ['another previous hash', { prev_hash: longer('ab', 32) }, 'LEDGER_PREV_HASH'],
  ['a previous hash of 31 bytes', { prev_hash: longer('ab', 31) }, 'LEDGER_HASH_SIZE'],
  ['a hash of 33 bytes', { hash: longer('ab', 33) }, 'LEDGER_HASH_SIZE'],
  ['an earlier time of arrival', { received_at: 1000 }, 'LEDGER_RECEIVED_AT'],
  ['an earlier time of recording', { recorded_at: 1000, occurred_at: 1000 }, 'LEDGER_CLOCK'],
  ['a logical clock set back', { hlc: '000000000001-000000', recorded_at: 0, occurred_at: 0 }, 'LEDGER_CLOCK'],
  ['a logical clock before its recording', { hlc: '000000000001-000000' }, 'LEDGER_HLC'],
  ['a logical clock in capitals', { hlc: '0FFFFFFFFFFF-000000' }, 'LEDGER_HLC'],
  ['a logical clock without its dash', { hlc: '0fffffffffff0000000' }, 'LEDGER_HLC'],
  ['a logical clock that is a word', { hlc: 'tomorrow' }, 'LEDGER_HLC'],
  ['happened after it was recorded', { occurred_at: later, recorded_at: later - 1 }, 'LEDGER_TIME'],
  ['recorded before 1970', { recorded_at: -1, occurred_at: -1 }, 'LEDGER_TIME'],
  ['an offset of two days', { occurred_offset: 2880 }, 'LEDGER_TIME'],
  ['a clock that is suspect twice', { clock_suspect: 2 }, 'LEDGER_TIME'],
  ['a short event id', { event_id: 'x' }, 'LEDGER_ID'],
  ['a short device id', { device_id: 'x' }, 'LEDGER_ID'],
  ['a short stream id', { stream_id: 'x' }, 'LEDGER_ID'],
  ['a short correlation id', { correlation_id: 'x' }, 'LEDGER_ID'],
  ['an unknown kind of stream', { stream_type: 'slot' }, 'LEDGER_STREAM_TYPE'],
  ['a type in small letters', { type: 'asset_lost' }, 'LEDGER_TYPE'],
  ['no type', { type: '' }, 'LEDGER_TYPE'],
  ['an unknown kind of actor', { actor_kind: 'ghost' }, 'LEDGER_ACTOR'],
  ['an actor nobody knows', { actor_id: uuid('ghost') }, 'LEDGER_ACTOR'],
  ['an actor who is an asset', { actor_id: uuid('radio') }, 'LEDGER_ACTOR'],
  ['a user without a name', { actor_id: null }, 'LEDGER_ACTOR'],
  ['a user without a role', { actor_role: null }, 'LEDGER_ACTOR'],
  ['a role that is none', { actor_role: 'owner' }, 'LEDGER_ACTOR'],
  ['a system with a role', { actor_kind: 'system', actor_id: null }, 'LEDGER_ACTOR'],
  ['a system with a name', { actor_kind: 'system' }, 'LEDGER_ACTOR'],
  ['bad JSON', { data: '{"a":' }, 'LEDGER_DATA'],
  ['a JSON list as data', { data: '[]' }, 'LEDGER_DATA'],
  ['data of more than 1 MiB', { data: `{"a":"${longer('x', 1_048_576)}"}` }, 'LEDGER_DATA'],
  ['bad JSON as changes', { changes: '[' }, 'LEDGER_CHANGES'],
  ['a JSON object as changes', { changes: '{}' }, 'LEDGER_CHANGES'],
  ['changes of more than 1 MiB', { changes: `["${longer('x', 1_048_576)}"]` }, 'LEDGER_CHANGES'],
  ['a note of 2,001 characters', { note: longer('é', 2001) }, 'LEDGER_NOTE'],
  ['device info that is text', { device_info: '"linux"' }, 'LEDGER_DEVICE_INFO'],
  ['device info of more than 4 KiB', { device_info: `{"a":"${longer('x', 4096)}"}` }, 'LEDGER_DEVICE_INFO'],
  ['a command without its hash', { command_id: uuid('command') }, 'LEDGER_COMMAND'],
  ['a command with a hash cut short', { command_id: 'c', command_hash: longer('a', 63) }, 'LEDGER_COMMAND'],
  ['a command hash without a command', { command_hash: longer('a', 64) }, 'LEDGER_COMMAND'],
  ['a NUL after the data', { data: '{}\0junk' }, 'LEDGER_TEXT'],
  ['a NUL in the note', { note: 'all well\0not at all' }, 'LEDGER_TEXT'],
  ['a NUL in an id', { event_id: `${uuid('forged').slice(0, 35)}\0` }, 'LEDGER_TEXT'],
  ['a NUL in a type', { type: 'ASSET_INSPECTED\0' }, 'LEDGER_TEXT'],
  ['a NUL in the reason', { supersedes_event_id: uuid('radio seen'), correction_reason: 'x\0' }, 'LEDGER_TEXT'],
  [
    'an event of another store',
    { stream_type: 'store', stream_id: uuid('another'), type: 'SETTINGS_CHANGED' },
    'LEDGER_STORE',
  ],
  ['a device that begins with a plain event', { device_id: uuid('new'), device_seq: 1 }, 'LEDGER_DEVICE_SEQ'],
  ['a device that begins with its second event', { device_id: uuid('new'), device_seq: 2 }, 'LEDGER_DEVICE_SEQ'],
  [
    'a device added within its chain',
    { type: 'DEVICE_ADDED', stream_type: 'store', stream_id: uuid('store') },
    'LEDGER_DEVICE_SEQ',
  ],
  [
    'a device added under another name',
    { device_id: uuid('new'), device_seq: 1, type: 'DEVICE_ADDED', stream_type: 'store', stream_id: uuid('store') },
    'LEDGER_DEVICE_SEQ',
  ],
];

test.each(rows)('%s is refused', (_name, change, code) => {
  const { path } = exampleLog();
  const db = foreignConnection(path);
  const before = allRows(db);
  expect(() => forge(db, change)).toThrow(code);
  expect(allRows(db)).toEqual(before);
});

test('without the triggers, the constraints of the table still refuse what a row by itself can get wrong', () => {
  const db = foreignConnection(exampleLog().path);
  db.pragma('ignore_check_constraints = OFF');
  const byConstraint = /^LEDGER_(HASH_SIZE|TIME|HLC|ID|STREAM_TYPE|TYPE|ACTOR|DATA|CHANGES|NOTE|DEVICE_INFO|COMMAND)$/;
  const needsOtherRows = ['an actor nobody knows', 'an actor who is an asset', 'a logical clock before its recording'];
  const taken: string[] = [];
  withoutTriggers(db, () => {
    for (const [name, change, code] of rows) {
      if (!byConstraint.test(code) || needsOtherRows.includes(name)) continue;
      try {
        forge(db, change);
        taken.push(name);
      } catch (error) {
        expect(error).toMatchObject({ code: 'SQLITE_CONSTRAINT_CHECK' });
      }
    }
  });
  expect(taken).toEqual([]);
});

const seen = uuid('radio seen');
/** Superseding: `radio seen` may be, once, by its own type or a void, for a reason. */
const supersessions: readonly (readonly [string, RowChange, string])[] = [
  ['without a reason', { supersedes_event_id: seen }, 'LEDGER_REASON'],
  ['for an empty reason', { supersedes_event_id: seen, correction_reason: '' }, 'LEDGER_REASON'],
  [
    'for a reason of blanks',
    { supersedes_event_id: seen, correction_reason: ' \t\n\u00a0\u200b\u3000' },
    'LEDGER_REASON',
  ],
  [
    'for a reason of 2,001 characters',
    { supersedes_event_id: seen, correction_reason: longer('x', 2001) },
    'LEDGER_REASON',
  ],
  ['nothing, for a reason', { correction_reason: 'because' }, 'LEDGER_REASON'],
  ['an unknown event', { supersedes_event_id: uuid('nothing'), correction_reason: 'r' }, 'LEDGER_SUPERSEDES'],
  ['itself', { supersedes_event_id: uuid('forged'), correction_reason: 'r' }, 'LEDGER_SUPERSEDES'],
  [
    'an event twice',
    { supersedes_event_id: uuid('lamp added'), correction_reason: 'r', stream_id: uuid('lamp'), type: 'ASSET_ADDED' },
    'LEDGER_SUPERSEDED',
  ],
  [
    'a void',
    { supersedes_event_id: uuid('lamp void'), correction_reason: 'r', stream_id: uuid('lamp'), type: 'EVENT_VOIDED' },
    'LEDGER_SUPERSEDES',
  ],
  ['into another type', { supersedes_event_id: seen, correction_reason: 'r', type: 'ASSET_LOST' }, 'LEDGER_SUPERSEDES'],
  [
    'in another kind of stream',
    { supersedes_event_id: seen, correction_reason: 'r', stream_type: 'case' },
    'LEDGER_SUPERSEDES',
  ],
  [
    'with a void in another stream',
    { supersedes_event_id: seen, correction_reason: 'r', type: 'EVENT_VOIDED', stream_id: uuid('lamp') },
    'LEDGER_SUPERSEDES',
  ],
  [
    'a case by another case',
    {
      supersedes_event_id: uuid('case added'),
      correction_reason: 'r',
      stream_type: 'case',
      stream_id: uuid('box'),
      type: 'CASE_ADDED',
    },
    'LEDGER_SUPERSEDES',
  ],
  [
    'a handover',
    {
      supersedes_event_id: uuid('handover'),
      correction_reason: 'r',
      stream_type: 'handover',
      stream_id: uuid('handover'),
      type: 'HANDOVER_COMMITTED',
    },
    'LEDGER_SUPERSEDES',
  ],
  [
    'an operator',
    {
      supersedes_event_id: rowOfAda(),
      correction_reason: 'r',
      stream_type: 'operator',
      stream_id: uuid('ada'),
      type: 'EVENT_VOIDED',
    },
    'LEDGER_SUPERSEDES',
  ],
  [
    'a completion by another completion',
    {
      supersedes_event_id: uuid('task COMPLETED'),
      correction_reason: 'r',
      stream_type: 'assignment',
      stream_id: uuid('task'),
      type: 'ASSIGNMENT_COMPLETED',
    },
    'LEDGER_SUPERSEDES',
  ],
  ['nothing, with a void', { type: 'EVENT_VOIDED' }, 'LEDGER_REASON'],
];

/** Ada's event has an id that only the log knows. */
function rowOfAda(): string {
  return 'the event that added Ada';
}

test.each(supersessions)('superseding %s is refused', (_name, change, code) => {
  const { path } = exampleLog();
  const db = foreignConnection(path);
  const target = change.supersedes_event_id === rowOfAda() ? { supersedes_event_id: rowAt(db, 2)[2] } : {};
  const before = allRows(db);
  expect(() => forge(db, { ...change, ...target })).toThrow(code);
  expect(allRows(db)).toEqual(before);
});

const step = (stream: string, type: string, more: RowChange = {}): RowChange => ({
  stream_type: 'assignment',
  stream_id: uuid(stream),
  type: `ASSIGNMENT_${type}`,
  ...more,
});
/** In the example log, `task` is completed and `errand` dispatched. */
const steps: readonly (readonly [string, RowChange])[] = [
  ['read before it was delivered', step('errand', 'READ')],
  ['dispatched twice', step('errand', 'DISPATCHED')],
  ['delivered before it was dispatched', step('new', 'DELIVERED')],
  ['cancelled before it was dispatched', step('new', 'CANCELLED', { note: 'no need' })],
  ['cancelled without a note', step('errand', 'CANCELLED')],
  ['cancelled with a blank note', step('errand', 'CANCELLED', { note: ' \n' })],
  ['completed twice', step('task', 'COMPLETED')],
  ['cancelled after it was completed', step('task', 'CANCELLED', { note: 'no need' })],
  ['lost', step('errand', 'LOST')],
  ['dispatched in the stream of an asset', { type: 'ASSIGNMENT_DISPATCHED' }],
  ['no step at all', { stream_type: 'assignment', stream_id: uuid('errand'), type: 'ASSET_LOST' }],
];

test.each(steps)('an assignment %s is refused', (_name, change) => {
  const { path } = exampleLog();
  const db = foreignConnection(path);
  const before = allRows(db);
  expect(() => forge(db, change)).toThrow('LEDGER_ASSIGNMENT');
  expect(allRows(db)).toEqual(before);
});

test('a flag in between does not open a completed assignment again', () => {
  const db = foreignConnection(exampleLog().path);
  forge(db, { stream_type: 'assignment', stream_id: uuid('task'), type: 'EVENT_FLAGGED', event_id: uuid('flag') });
  expect(() => forge(db, step('task', 'CANCELLED', { note: 'no need' }))).toThrow('LEDGER_ASSIGNMENT');
});

test('nothing follows a cancellation that took back a completion, not even another', () => {
  const db = foreignConnection(exampleLog().path);
  const takingBack = { supersedes_event_id: uuid('task COMPLETED'), correction_reason: 'not done', note: 'not done' };
  forge(db, step('task', 'CANCELLED', takingBack));
  const again = { supersedes_event_id: uuid('forged'), correction_reason: 'r', note: 'r', event_id: uuid('again') };
  expect(() => forge(db, step('task', 'CANCELLED', again))).toThrow('LEDGER_SUPERSEDES');
  expect(() => forge(db, step('task', 'COMPLETED', { event_id: uuid('again') }))).toThrow('LEDGER_ASSIGNMENT');
});

test.each([
  ['a BLOB as data', { data: Buffer.from('{}') }],
  ['text as a number', { occurred_at: 'yesterday' }],
  ['a fraction as a number', { occurred_offset: 1.5 }],
])('%s is refused by the table itself', (_name, change) => {
  const db = foreignConnection(exampleLog().path);
  const before = allRows(db);
  expect(() => forge(db, change)).toThrow(expect.objectContaining({ code: 'SQLITE_CONSTRAINT_DATATYPE' }));
  expect(allRows(db)).toEqual(before);
});

/** What the attacks change is what refuses them: rows like theirs, but right, are taken, one after the other. */
const right: readonly RowChange[] = [
  {},
  ...['case', 'asset', 'holder', 'operator', 'handover', 'store'].map((stream) => ({
    stream_type: stream,
    stream_id: stream === 'store' ? uuid('store') : uuid(`new ${stream}`),
    type: 'EVENT_FLAGGED',
  })),
  ...['technician', 'coordinator', 'admin', 'auditor'].map((role) => ({ actor_role: role })),
  { actor_kind: 'system', actor_id: null, actor_role: null },
  {
    note: longer('é', 2000),
    data: `{"a":"${longer('x', 1_048_000)}"}`,
    command_id: 'c',
    command_hash: longer('a', 64),
  },
  { supersedes_event_id: seen, correction_reason: 'another asset', stream_id: uuid('lamp') },
  {
    supersedes_event_id: uuid('case added'),
    correction_reason: 'r',
    stream_type: 'case',
    stream_id: uuid('case'),
    type: 'CASE_ADDED',
  },
  { stream_type: 'holder', stream_id: uuid('bob'), type: 'HOLDER_ADDED', event_id: uuid('bob added') },
  {
    supersedes_event_id: uuid('bob added'),
    correction_reason: 'r',
    stream_type: 'holder',
    stream_id: uuid('bob'),
    type: 'EVENT_VOIDED',
  },
  step('errand', 'DELIVERED'),
  { stream_type: 'assignment', stream_id: uuid('errand'), type: 'EVENT_FLAGGED' },
  step('errand', 'READ'),
  { stream_type: 'assignment', stream_id: uuid('errand'), type: 'EVENT_FLAG_DISMISSED' },
  step('errand', 'CANCELLED', { note: 'no need' }),
  step('task', 'CANCELLED', { note: 'r', supersedes_event_id: uuid('task COMPLETED'), correction_reason: 'r' }),
];

test('rows that are right are taken', () => {
  const db = foreignConnection(exampleLog().path);
  db.pragma('ignore_check_constraints = OFF');
  db.pragma('foreign_keys = ON');
  for (const [i, change] of right.entries()) forge(db, { event_id: uuid(`right ${i}`), ...change });
  expect(allRows(db)).toHaveLength(lastSeq + right.length);
});
