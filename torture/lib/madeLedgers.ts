import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Custody, openCustody } from '../../electron/custody.ts';
import { eventHash } from '../../electron/store/eventHash.ts';
import { type EventRow, eventColumns, insertEvent } from '../../electron/store/eventRow.ts';
import type { Dice } from '../../electron/testing/dice.ts';
import type { Session } from '../../shared/session.ts';
import { ADMIN, carriedOut, placeIn, prepareStage, sessionOf, value } from './stage.ts';
import { wishes } from './work.ts';

/** Where a chain had come to, as somebody noted it. */
export interface NotedHead {
  readonly seq: number;
  readonly deviceId: string;
  readonly deviceSeq: number;
  readonly hash: string;
}

/** A ledger with something of everything in it: corrections, voids, an assignment's way, and several laptops. */
export async function makeLedger(root: string, laptops: number, length: number): Promise<string> {
  const stage = await prepareStage(root);
  const session = sessionOf(stage);
  let path = placeIn(stage.kept).path;
  for (let laptop = 0; laptop < laptops; laptop++) {
    const home = join(root, `home-${laptop}`);
    const next = join(root, `ledger-${laptop}`);
    mkdirSync(home, { recursive: true });
    copyFileSync(path, next);
    path = next;
    // A laptop without its key goes on as a new device.
    const custody = value(openCustody({ path, home, mode: 'write' }));
    for (const wish of wishes(length, laptop * length)) await carriedOut(custody, wish, session);
    await correctSome(custody, session);
    await anAssignment(custody, session);
    custody.close();
  }
  const finished = join(root, 'ledger');
  copyFileSync(path, finished);
  rmSync(stage.kept, { recursive: true });
  return finished;
}

async function correctSome(custody: Custody, session: Session): Promise<void> {
  const inspected = [...custody.events({ type: 'ASSET_INSPECTED' })].at(-1);
  const holder = [...custody.events({ type: 'HOLDER_ADDED' })].at(-1);
  const correct = { command: 'event.correct', reason: 'It was not so' };
  await carriedOut(custody, { ...correct, eventId: inspected?.eventId, set: { note: 'Looked at by day' } }, session);
  await carriedOut(custody, { ...correct, eventId: holder?.eventId, void: true }, session);
}

async function anAssignment(custody: Custody, session: Session): Promise<void> {
  const dispatch = {
    command: 'assignment.dispatch',
    title: 'Count – 漢字',
    recipient: ADMIN,
    instructions: 'Both shelves',
  };
  const sent = await custody.execute(dispatch, session);
  if (!sent.ok) throw new Error(sent.error.message);
  const assignmentId = sent.events.find(({ type }) => type === 'ASSIGNMENT_DISPATCHED')?.streamId;
  const cancel = { command: 'assignment.cancel', assignmentId, note: 'Done by others' };
  await carriedOut(custody, cancel, session);
}

/** The log of a file, as an attacker works on it: no trigger, no check that a pragma switches off. */
export function openToDamage(path: string): Database.Database {
  const db = new Database(path);
  db.unsafeMode();
  for (const pragma of ['foreign_keys = OFF', 'ignore_check_constraints = ON', 'synchronous = OFF']) db.pragma(pragma);
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  return db;
}

const rowAt = (db: Database.Database, seq: number): EventRow | undefined =>
  db.prepare<[number], EventRow>(`SELECT ${eventColumns} FROM events WHERE seq = ?`).raw().get(seq);

const lastSeqOf = (db: Database.Database): number =>
  db.prepare<[], number>('SELECT max(seq) FROM events').pluck().get() ?? 0;

export function headOf(db: Database.Database): NotedHead {
  const row = rowAt(db, lastSeqOf(db));
  if (!row) throw new Error('a ledger without an event');
  return { seq: row[0], deviceId: row[3], deviceSeq: row[4], hash: row[26] };
}

/** Makes the hash of a row right again, as a forger would who knows how. */
function rehash(db: Database.Database, seq: number): void {
  const row = rowAt(db, seq);
  if (row) db.prepare('UPDATE events SET hash = unhex(?) WHERE seq = ?').run(eventHash(row), seq);
}

/** What can be put into a column: values that could stand there, and some that could not. */
const CHANGES: readonly (readonly [column: string, values: readonly (string | number | null)[]])[] = [
  ['note', ['changed', null, 'nul\0inside', 'x'.repeat(2001), ' \t\u00a0']],
  ['data', ['{}', '{"a":1,"a":2}', '[]', 'no json', '{"x":NaN}', '{"reason":"\u200b"}']],
  ['changes', ['[]', '{}', '[1,']],
  ['device_info', ['{}', '{"platform":" ","appVersion":"1"}', '[]']],
  [
    'type',
    ['ASSET_INSPECTED', 'EVENT_VOIDED', 'DEVICE_ADDED', 'ASSIGNMENT_READ', 'ASSIGNMENT_COMPLETED', 'lower', 'AB'],
  ],
  ['stream_type', ['asset', 'store', 'assignment', 'operator', 'nothing']],
  ['stream_id', ['01a5e2b0-0000-7000-8000-000000000001', 'short']],
  ['occurred_at', [0, -62135596800001, 9_999_999_999_999]],
  ['occurred_offset', [1440, -60]],
  ['recorded_at', [0, 1, 9_999_999_999_999]],
  ['received_at', [0, 9_999_999_999_999]],
  ['hlc', ['000000000000-000000', 'ffffffffffff-ffffff', '01a1fd1e8c7b-00000g', 'x']],
  ['clock_suspect', [1, 2]],
  ['actor_kind', ['user', 'system', 'ghost']],
  ['actor_id', [null, '01a5e2b0-0000-7000-8000-000000000002']],
  ['actor_role', [null, 'admin', 'technician', 'king']],
  ['command_id', [null, 'again']],
  ['command_hash', [null, 'ab']],
  ['correction_reason', [null, 'because', '\u2003', 'y'.repeat(2001)]],
  ['device_seq', [1, 2, 4711]],
  ['correlation_id', ['none']],
];

type Damage = (db: Database.Database, dice: Dice) => void;

function changeOne(db: Database.Database, dice: Dice, andHash: boolean): void {
  const [column, values] = dice.one(CHANGES) ?? ['note', ['changed']];
  const seq = 1 + dice.below(lastSeqOf(db));
  db.prepare(`UPDATE events SET ${column} = ? WHERE seq = ?`).run(dice.one(values) ?? null, seq);
  if (andHash) rehash(db, seq);
}

const DAMAGES: readonly Damage[] = [
  (db, dice) => changeOne(db, dice, false),
  (db, dice) => changeOne(db, dice, true),
  (db, dice) => changeOne(db, dice, true),
  // Another time of arrival, which no hash covers.
  (db, dice) =>
    db.prepare('UPDATE events SET received_at = received_at + 1 WHERE seq = ?').run(1 + dice.below(lastSeqOf(db))),
  // A row in the middle, and some at the end.
  (db, dice) => db.prepare('DELETE FROM events WHERE seq = ?').run(1 + dice.below(lastSeqOf(db))),
  (db, dice) => db.prepare('DELETE FROM events WHERE seq > ?').run(lastSeqOf(db) - 1 - dice.below(5)),
  // Two rows exchanged.
  (db, dice) => {
    const [a, b] = [1 + dice.below(lastSeqOf(db)), 1 + dice.below(lastSeqOf(db))];
    db.exec(`UPDATE events SET seq = -1 WHERE seq = ${a}; UPDATE events SET seq = ${a} WHERE seq = ${b} AND ${a} <> ${b};
             UPDATE events SET seq = ${b} WHERE seq = -1`);
  },
  // Hashes and links themselves.
  (db, dice) => db.prepare('UPDATE events SET hash = randomblob(32) WHERE seq = ?').run(1 + dice.below(lastSeqOf(db))),
  (db, dice) => {
    const seq = 1 + dice.below(lastSeqOf(db));
    db.prepare('UPDATE events SET prev_hash = randomblob(32) WHERE seq = ?').run(seq);
    if (dice.chance(50)) rehash(db, seq);
  },
  // An event put at the end, all of it right, or of another's making.
  (db, dice) => append(db, dice),
  // A supersession taken away, bent, or made.
  (db, dice) => {
    const seq = 2 + dice.below(lastSeqOf(db) - 1);
    const target = rowAt(db, 1 + dice.below(seq))?.[2] ?? null;
    db.prepare('UPDATE events SET supersedes_event_id = ?, correction_reason = ? WHERE seq = ?').run(target, 'so', seq);
    rehash(db, seq);
  },
  (db) => db.exec('UPDATE events SET supersedes_event_id = NULL WHERE supersedes_event_id IS NOT NULL'),
  // The whole of a chain written anew from somewhere.
  (db, dice) => rewrite(db, 2 + dice.below(lastSeqOf(db) - 1)),
];

function append(db: Database.Database, dice: Dice): void {
  const last = rowAt(db, lastSeqOf(db));
  if (!last) return;
  const from = rowAt(db, 1 + dice.below(last[0])) ?? last;
  const at = last[1] + 1000;
  // Whatever it copies, its place is right: the rest is for the checks to find.
  const row = from
    .with(0, last[0] + 1)
    .with(1, at)
    .with(2, `01a5e2b0-0000-7000-8000-${String(dice.below(1e9)).padStart(12, '0')}`)
    .with(3, last[3])
    .with(4, last[4] + 1)
    .with(10, at)
    .with(11, `${at.toString(16).padStart(12, '0')}-000000`)
    .with(25, last[26]) as unknown as EventRow;
  db.prepare<unknown[]>(insertEvent).run(...row.slice(0, 26), eventHash(row));
}

function rewrite(db: Database.Database, from: number): void {
  const chains = new Map<string, string>();
  const last = lastSeqOf(db);
  for (let seq = 1; seq <= last; seq++) {
    const row = rowAt(db, seq);
    if (!row) continue;
    if (seq >= from) {
      if (seq === from) db.prepare("UPDATE events SET note = 'it never was' WHERE seq = ?").run(seq);
      const before = row[4] === 1 ? row[25] : (chains.get(row[3]) ?? row[25]);
      db.prepare('UPDATE events SET prev_hash = unhex(?) WHERE seq = ?').run(before, seq);
      rehash(db, seq);
    }
    chains.set(row[3], rowAt(db, seq)?.[26] ?? row[26]);
  }
}

/** Does one to three things to a ledger. What a key refuses is not done. */
export function damage(db: Database.Database, dice: Dice): void {
  for (let i = 1 + dice.below(3); i > 0; i--) {
    try {
      dice.one(DAMAGES)?.(db, dice);
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
    }
  }
}
