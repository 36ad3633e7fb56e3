import { hash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { NewEvent, StoredEvent } from '../../shared/event.ts';
import type { Result } from '../../shared/result.ts';
import { DAY_MS } from '../../shared/time.ts';
import { chains } from '../store/chains.ts';
import { createDatabase, openDatabase, type StoreDatabase } from '../store/database.ts';
import { createDevice, type Device, deviceAddedData } from '../store/device.ts';
import { eventHash } from '../store/eventHash.ts';
import { type EventLog, openEventLog } from '../store/eventLog.ts';
import { type EventRow, eventColumns, insertEvent } from '../store/eventRow.ts';
import { type Migration, migrationsFolder, readMigrations } from '../store/migrate.ts';

/** The log alone: what these tests are about, and quicker to make than all the projections. */
export const logOnly: readonly Migration[] = readMigrations(migrationsFolder).slice(0, 1);

/** 2026-11-21T08:00:00Z */
export const morning = 1_795_248_000_000;

/** The id of what the story calls `name`. */
export const uuid = (name: string): string => `01a5e2b0-0000-7000-8000-${hash('sha256', name, 'hex').slice(0, 12)}`;

export const storeId = uuid('store');
const ada = uuid('ada');
export const STORE_NAME = 'store.assettrack';

/** Waiting for a disk is half of the time of a story; what survives a power cut is tested elsewhere (`torture/`). */
export const MEMORY_FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder of the test's own, in memory where there is some, gone with the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(MEMORY_FOLDER, 'assettrack-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** What a refused call answered; the code and what it says of the world. */
export function refusal(result: Result<unknown>): {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
} {
  if (result.ok) throw new Error('was not refused');
  return result.error;
}

let made = 0;

/** An event by Ada about an asset on the day after `morning`, each a second later than the one made before. */
export function anEvent(told: Partial<NewEvent> = {}): NewEvent {
  made += 1;
  const recordedAt = told.recordedAt ?? morning + DAY_MS + made * 1000;
  return {
    eventId: uuid(`e${made}`),
    streamType: 'asset',
    streamId: uuid('radio'),
    type: 'ASSET_INSPECTED',
    occurredAt: recordedAt,
    occurredOffset: 60,
    recordedAt,
    clockSuspect: false,
    actorKind: 'user',
    actorId: ada,
    actorRole: 'admin',
    data: { condition: 'good' },
    changes: [{ field: 'condition', before: null, after: 'good' }],
    note: null,
    deviceInfo: { platform: 'test' },
    commandId: null,
    commandHash: null,
    correlationId: uuid(`c${made}`),
    supersedesEventId: null,
    correctionReason: null,
    ...told,
  };
}

const bySystem = { actorKind: 'system', actorId: null, actorRole: null } as const;

export const deviceAdded = (device: Device, formerHead: Parameters<typeof deviceAddedData>[1] = null): NewEvent =>
  anEvent({
    ...bySystem,
    streamType: 'store',
    streamId: device.storeId,
    recordedAt: morning,
    type: 'DEVICE_ADDED',
    data: deviceAddedData(device, formerHead),
  });

const operatorAdded = (operatorId: string): NewEvent =>
  anEvent({
    ...bySystem,
    streamType: 'operator',
    streamId: operatorId,
    recordedAt: morning,
    type: 'OPERATOR_ADDED',
    data: { name: 'Ada', role: 'admin' },
  });

export interface TestStore {
  readonly path: string;
  readonly home: string;
  readonly device: Device;
  /** the open store; after `close()` it is no use */
  readonly store: StoreDatabase;
  readonly log: EventLog;
  append(...events: readonly NewEvent[]): StoredEvent[];
}

/** A store in a temp folder with a device, an operator (Ada, at seq 2) and whatever events are given, from seq 3 on. */
export function aStore(events: readonly NewEvent[] = [], migrations = logOnly): TestStore {
  const folder = tempFolder();
  const home = join(folder, 'home');
  const path = join(folder, STORE_NAME);
  const store = unwrap(createDatabase(path, migrations));
  onTestFinished(() => store.close());
  const device = unwrap(createDevice(home, path, storeId, uuid('device'), []));
  const log = openEventLog(store.db, device);
  const append = (...more: readonly NewEvent[]) => store.db.transaction(() => log.append(more)).immediate();
  append(deviceAdded(device), operatorAdded(ada), ...events);
  return { path, home, device, store, log, append };
}

/** Opens a store that was closed, the way the app does, and closes it with the test. */
export function reopen(
  path: string,
  options: { readonly readonly?: boolean } = {},
  migrations = logOnly,
): StoreDatabase {
  const store = unwrap(openDatabase(path, { ...options, migrations }));
  onTestFinished(() => store.close());
  return store;
}

export interface ForeignOptions {
  readonly recursiveTriggers?: boolean;
}

/** A connection as a stranger's tool has it: none of our guards, and every check that a pragma can switch off is off. */
export function foreignConnection(path: string, { recursiveTriggers = false }: ForeignOptions = {}): Database.Database {
  const db = new Database(path);
  onTestFinished(() => void db.close());
  db.unsafeMode();
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  db.pragma(`recursive_triggers = ${recursiveTriggers ? 'ON' : 'OFF'}`);
  db.pragma('trusted_schema = ON');
  // What an attacker writes need not outlive a power cut, and the tests are quicker.
  db.pragma('synchronous = OFF');
  return db;
}

/** The whole log, for comparing before and after. */
export const allRows = (db: Database.Database): unknown[] => db.prepare('SELECT * FROM events ORDER BY seq').all();

export function rowAt(db: Database.Database, seq: number): EventRow {
  const row = db.prepare<[number], EventRow>(`SELECT ${eventColumns} FROM events WHERE seq = ?`).raw().get(seq);
  if (!row) throw new Error(`no event ${seq}`);
  return row;
}

/** Columns of a row by their names, as an attacker changes them. */
export type RowChange = Readonly<Record<string, unknown>>;

/**
 * What a good forger writes after the last event: everything right, the hash included, but for what `change` says.
 * Hashes are given in hex.
 */
export function forgedRow(db: Database.Database, { hash: givenHash, ...change }: RowChange = {}): EventRow {
  const last = chains(db).toSorted((a, b) => b.seq - a.seq)[0];
  if (!last) throw new Error('nothing to go on from');
  const at = last.recordedAt + 1000;
  const columns: Record<string, unknown> = {
    seq: last.seq + 1,
    received_at: at,
    event_id: uuid('forged'),
    device_id: last.deviceId,
    device_seq: last.deviceSeq + 1,
    stream_type: 'asset',
    stream_id: uuid('radio'),
    type: 'ASSET_INSPECTED',
    occurred_at: at,
    occurred_offset: 0,
    recorded_at: at,
    hlc: `${at.toString(16).padStart(12, '0')}-000000`,
    clock_suspect: 0,
    actor_kind: 'user',
    actor_id: ada,
    actor_role: 'admin',
    data: '{"condition":"good"}',
    changes: '[]',
    note: null,
    device_info: '{}',
    command_id: null,
    command_hash: null,
    correlation_id: uuid('forgery'),
    supersedes_event_id: null,
    correction_reason: null,
    prev_hash: last.hash,
    ...change,
  };
  // The forger may write anything anywhere: that these are the columns of a row, in order, is all that is known.
  const values = Object.values(columns) as unknown as EventRow;
  return [...values, givenHash ?? hashOrNothing(values)] as unknown as EventRow;
}

/** @param verb  `INSERT` in any of its spellings */
export function forge(db: Database.Database, change: RowChange = {}, verb = 'INSERT'): void {
  db.prepare<[EventRow]>(insertEvent.replace('INSERT', verb)).run(forgedRow(db, change));
}

/** Changes the file behind the back of its triggers, which stand there again afterwards as if nothing had been. */
export function withoutTriggers(db: Database.Database, work: () => void): void {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid",
    )
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  work();
  for (const { sql } of triggers) db.exec(sql);
}

function hashOrNothing(row: EventRow): string {
  try {
    return eventHash(row);
  } catch {
    return '00'.repeat(32);
  }
}
