import { closeSync, existsSync, openSync, realpathSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { installGuards } from './guards.ts';
import { lookAtOpenStore, lookAtStore } from './lookAtStore.ts';
import { keepCopy, type Migration, migrate, schemaVersion } from './migrate.ts';
import { schemaFindings } from './schemaFingerprint.ts';
import { snapshotOf } from './snapshot.ts';
import { refusalOfFile, refusalOfSqlite, sqliteCode } from './sqliteErrors.ts';
import { clearUnfinished } from './unfinished.ts';
import { acquireLentLock, acquireWriterLock } from './writerLock.ts';

/** An open store. Its file is never opened by anything but SQLite while it is: see `lookAtStore`. */
export interface StoreDatabase {
  readonly db: Database.Database;
  readonly mode: 'write' | 'read';
  /** the real path of the store */
  readonly path: string;
  /** the copy kept before a migration that this opening ran; null when none ran */
  readonly copyKept: string | null;
  close(): void;
}

export interface OpenDatabaseOptions {
  readonly readonly?: boolean;
  readonly migrations: readonly Migration[];
  /** the process that has the writer's lock has lent it: see electron/lending.ts */
  readonly beside?: boolean;
  /** fills what a migration of a store with events made; together with the last step, or not at all */
  readonly afterMigration?: ((db: Database.Database) => void) | undefined;
  /** ms to wait for another connection's lock; default 5,000 */
  readonly timeout?: number;
}

const FULL = 2;
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens a store that is there.
 *
 * For writing: takes the writer's lock, brings the schema up to date (a store with events is copied first), and leaves
 * a connection on which every commit is on the disk when it returns. For reading: beside a writer, and from a folder
 * that cannot be written. An older schema is left as it is then.
 *
 * @returns `CANNOT_READ` (missing, no file, not ours), `STORE_DAMAGED` (no database, malformed, or its rules were
 *   changed: `findings`), `STORE_TOO_NEW` (nothing was written), `STORE_READ_ONLY`, `STORE_BUSY`
 */
export function openDatabase(path: string, options: OpenDatabaseOptions): Result<StoreDatabase> {
  const look = lookAtStore(path, options.migrations.length);
  if (!look.ok) return look;
  return options.readonly ? openToRead(look.value.path, options) : openToWrite(look.value.path, options, 'existing');
}

/**
 * Makes a new store at `path` with the newest schema and no events, and opens it for writing. What is left there of a
 * store whose making was interrupted is taken away first.
 *
 * @returns `CANNOT_WRITE` when something lies there already or nothing can be put there, `STORE_BUSY`
 */
export function createDatabase(path: string, migrations: readonly Migration[]): Result<StoreDatabase> {
  if (existsSync(path)) {
    const cleared = clearUnfinished(path);
    if (!cleared.ok) return cleared;
  }
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    const refused = refusalOfFile(error, 'CANNOT_WRITE', { path });
    if (!refused) throw error;
    return refused;
  }
  const opened = openToWrite(realpathSync(path), { migrations }, 'new');
  if (!opened.ok) for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  return opened;
}

function openToWrite(
  path: string,
  { migrations, beside = false, timeout = BUSY_TIMEOUT_MS, afterMigration }: OpenDatabaseOptions,
  file: 'existing' | 'new',
): Result<StoreDatabase> {
  const lock = beside ? acquireLentLock(path) : acquireWriterLock(path);
  if (!lock.ok) return lock;
  let db: Database.Database | null = null;
  const letGo = () => {
    db?.close();
    lock.value.release();
  };
  const give = (refusal: Result<never>): Result<never> => {
    letGo();
    return refusal;
  };
  try {
    db = new Database(path, { fileMustExist: true, timeout });
    prepareConnection(db);
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
      return give(refuse('STORE_READ_ONLY', { path, why: 'write-ahead logging is not possible there' }));
    }
    // better-sqlite3 is built so that the first write in WAL mode falls back to NORMAL unless FULL was set after it.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('recursive_triggers = ON');
    db.pragma('wal_autocheckpoint = 16000');

    if (file === 'existing') {
      const look = lookAtOpenStore(db, path, migrations.length);
      if (!look.ok) return give(look);
    }
    const findings = schemaFindings(db, migrations);
    const [first] = findings;
    if (first) return give(refuse('STORE_DAMAGED', { path, why: first.message, findings }));
    // What a crash or a failed sync left in the write-ahead log may be in memory alone, and what is appended behind it
    // would be lost with it. Written into the store it is synced, and the log begins anew.
    if (file === 'existing') db.pragma('wal_checkpoint(PASSIVE)');
    const version = schemaVersion(db);
    const hasEvents = version > 0 && db.prepare('SELECT 1 FROM events LIMIT 1').get() !== undefined;
    const copyKept = hasEvents && version < migrations.length ? keepCopy(db, path, version + 1) : null;
    migrate(db, migrations, hasEvents ? afterMigration : undefined);
    assertDurable(db);
    // The header then says in the file itself whose it is and how new, even after a crash.
    if (file === 'new') db.pragma('wal_checkpoint(TRUNCATE)');
    installGuards(db);

    return accept({ db, mode: 'write', path, copyKept, close: letGo });
  } catch (error) {
    letGo();
    const refused =
      refusalOfSqlite(error, { path }, { SQLITE_CANTOPEN: 'STORE_READ_ONLY' }) ??
      refusalOfFile(error, 'CANNOT_WRITE', { path });
    if (!refused) throw error;
    return refused;
  }
}

function openToRead(
  path: string,
  { migrations, timeout = BUSY_TIMEOUT_MS }: OpenDatabaseOptions,
): Result<StoreDatabase> {
  let snapshot: { readonly path: string; remove(): void } | null = null;
  try {
    let db = tryToRead(path, timeout);
    if (!db) {
      // SQLite reads a write-ahead log only with an index beside it, which it cannot make in this folder.
      snapshot = snapshotOf(path);
      db = connectToRead(snapshot.path, timeout);
    }
    const look = lookAtOpenStore(db, path, migrations.length);
    if (!look.ok) {
      db.close();
      snapshot?.remove();
      return look;
    }
    const open = db;
    const close = () => {
      open.close();
      snapshot?.remove();
    };
    return accept({ db, mode: 'read', path, copyKept: null, close });
  } catch (error) {
    snapshot?.remove();
    const refused =
      refusalOfSqlite(error, { path }, { SQLITE_IOERR: 'CANNOT_READ' }) ??
      refusalOfFile(error, 'CANNOT_READ', { path });
    if (!refused) throw error;
    return refused;
  }
}

/** @returns null when the folder does not let SQLite keep its index of the write-ahead log */
function tryToRead(path: string, timeout: number): Database.Database | null {
  try {
    return connectToRead(path, timeout);
  } catch (error) {
    const code = sqliteCode(error);
    if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY') return null;
    throw error;
  }
}

function connectToRead(path: string, timeout: number): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout });
  try {
    prepareConnection(db);
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What holds for every connection. better-sqlite3 has switched on SQLite's defensive mode already. */
function prepareConnection(db: Database.Database): void {
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('mmap_size = 0');
  db.pragma('cache_size = -64000');
}

/**
 * Writes once, changing nothing, and makes sure that this connection still waits for the disk at each commit. It also
 * shows at once, not at the first command, that the disk is full or the file may not be written.
 */
function assertDurable(db: Database.Database): void {
  const version = schemaVersion(db);
  db.transaction(() => db.pragma(`user_version = ${version}`)).immediate();
  const level = db.pragma('synchronous', { simple: true });
  if (level !== FULL) throw new Error(`a commit would not wait for the disk: synchronous is ${String(level)}`);
}
