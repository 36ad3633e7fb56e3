import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { NewEvent } from '../../shared/event.ts';

/**
 * What SQLite itself takes, against which everything is held: the same connection settings as the store's, a commit that
 * waits for the disk, and next to nothing done with the row.
 */
export interface RawStore {
  readonly db: Database.Database;
  /** one row in a transaction of its own */
  insert(event: NewEvent): void;
  close(): void;
}

const COLUMNS = `seq INTEGER PRIMARY KEY, event_id TEXT, stream_id TEXT, version INTEGER, type TEXT, occurred_at INTEGER,
  recorded_at INTEGER, hlc TEXT, actor_id TEXT, correlation_id TEXT, note TEXT, payload TEXT`;

/** Twelve columns under their rowid, no other key. */
export function bareStore(folder: string, name = 'bare'): RawStore {
  return rawStore(join(folder, name), '');
}

/** With the two keys that no event store can do without: the event's id, and its number in its stream. */
export function keyedStore(folder: string, name = 'keyed'): RawStore {
  return rawStore(join(folder, name), ', UNIQUE (event_id), UNIQUE (stream_id, version)');
}

function rawStore(path: string, keys: string): RawStore {
  const db = openAsTheStore(path);
  db.exec(`CREATE TABLE events (${COLUMNS}${keys})`);
  const insert = db.prepare('INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let made = 1_000_000_000;
  return {
    db,
    insert(event) {
      made += 1;
      insert.run(
        event.eventId,
        event.streamId,
        made,
        event.type,
        event.occurredAt,
        event.recordedAt,
        '0192465f3e00-000000',
        event.actorId,
        event.correlationId,
        event.note,
        `[${JSON.stringify(event.data)},${JSON.stringify(event.changes)}]`,
      );
    },
    close: () => db.close(),
  };
}

/** Fills a raw store with the events of a real one. */
export function fillFrom(raw: RawStore, path: string): void {
  raw.db.exec(`ATTACH '${path}' AS big`);
  raw.db.exec(
    `INSERT INTO main.events SELECT seq, event_id, stream_id, seq, type, occurred_at, recorded_at, hlc, actor_id,
       correlation_id, note, '[' || data || ',' || changes || ']' FROM big.events`,
  );
  raw.db.exec('DETACH big');
  raw.db.pragma('wal_checkpoint(TRUNCATE)');
}

/** A new file with the store's own settings. */
export function openAsTheStore(path: string): Database.Database {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('wal_autocheckpoint = 16000');
  db.pragma('cache_size = -64000');
  db.pragma('mmap_size = 0');
  return db;
}
