import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { eventHash } from '../../electron/store/eventHash.ts';
import { type EventRow, eventToRow, insertEvent } from '../../electron/store/eventRow.ts';
import { installGuards } from '../../electron/store/guards.ts';
import { nextHlc } from '../../electron/store/hlc.ts';
import type { NewEvent } from '../../shared/event.ts';
import { openAsTheStore } from './rawStores.ts';

/** What the log does beside keeping rows, one duty upon the other; each rung has those of the rungs before it. */
export const rungNames = ['columns', 'keys', 'indexes', 'checks', 'triggers', 'hash', 'guard'] as const;
export type RungName = (typeof rungNames)[number];

export interface Rung {
  readonly db: Database;
  insert(row: EventRow): void;
  close(): void;
}

/** A file with the events of the store at `path` and the duties up to `name`, taken from that store's own schema. */
export function openRung(folder: string, name: RungName, path: string): Rung {
  const db = openAsTheStore(join(folder, name));
  const has = (duty: RungName): boolean => rungNames.indexOf(duty) <= rungNames.indexOf(name);
  db.exec(`ATTACH '${path}' AS big`);
  const made = db
    .prepare<[], { type: string; sql: string }>(
      `SELECT type, sql FROM big.sqlite_schema WHERE sql IS NOT NULL
         AND (name LIKE 'events%' AND tbl_name = 'events')`,
    )
    .all();
  const ofType = (type: string) => made.flatMap((one) => (one.type === type ? [one.sql] : []));
  const columns = db
    .prepare<[], { name: string; type: string }>(
      "SELECT name, type FROM pragma_table_info('events', 'big') ORDER BY cid",
    )
    .all();
  db.exec(has('checks') ? ofType('table').join(';') : plainTable(columns, has('keys')));
  if (has('indexes')) db.exec(ofType('index').join(';'));
  db.exec('INSERT INTO main.events SELECT * FROM big.events');
  if (has('triggers')) {
    // They refer to tables of projections only by name, and to none while an asset's event is written.
    db.exec(ofType('trigger').join(';'));
  }
  db.exec('DETACH big');
  db.pragma('wal_checkpoint(TRUNCATE)');
  if (has('guard')) installGuards(db);
  const insert = db.prepare<[EventRow]>(insertEvent);
  const hashes = has('hash');
  return {
    db,
    insert(row) {
      if (hashes && eventHash(row) !== row[26]) throw new Error('a row of the ladder has another hash');
      insert.run(row);
    },
    close: () => db.close(),
  };
}

function plainTable(columns: readonly { readonly name: string; readonly type: string }[], keys: boolean): string {
  const names = columns.map(({ name, type }) => (name === 'seq' ? 'seq INTEGER PRIMARY KEY' : `${name} ${type}`));
  return `CREATE TABLE events (${names.join(', ')}${keys ? ', UNIQUE (event_id), UNIQUE (device_id, device_seq)' : ''})`;
}

/** Rows that follow those of a log, chained. */
export function nextRows(db: Database, events: readonly NewEvent[]): readonly EventRow[] {
  const last = db
    .prepare<[], readonly [number, string, number, string, string]>(
      'SELECT seq, device_id, device_seq, hlc, lower(hex(hash)) FROM events ORDER BY seq DESC LIMIT 1',
    )
    .raw()
    .get();
  if (!last) throw new Error('an empty log has no next row');
  let [seq, deviceId, deviceSeq, hlc, hash] = last;
  return events.map((event) => {
    seq += 1;
    deviceSeq += 1;
    hlc = nextHlc(hlc, event.recordedAt);
    const row = eventToRow(event, { seq, receivedAt: event.recordedAt, deviceId, deviceSeq, hlc, prevHash: hash });
    hash = eventHash(row);
    return [...row, hash] as const;
  });
}
