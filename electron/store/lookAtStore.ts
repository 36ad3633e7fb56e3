import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { refusalOfFile, refusalOfSqlite, sqliteCode } from './sqliteErrors.ts';

/** 'ATrk', as migration 0001 sets it. */
export const APPLICATION_ID = 0x4154726b;

const HEADER_BYTES = 100;
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
/** Where the file format keeps them, big-endian. https://www.sqlite.org/fileformat2.html#the_database_header */
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;

/**
 * Makes sure that a file is a store of ours and not from a newer release, before anything of it is touched.
 *
 * A store nobody has open is judged by the 100 bytes of its header, read without SQLite: no write-ahead log, no index
 * is made beside it. One that is open, or was not closed, is asked through SQLite instead, for two reasons: the newest
 * header may be in the log, and on POSIX closing our own descriptor of the file would drop the locks that other
 * connections of this process hold on it.
 *
 * @param newest  the newest schema version this release knows
 * @returns the store's real path
 */
export function lookAtStore(path: string, newest: number): Result<{ readonly path: string }> {
  let real: string;
  try {
    real = realpathSync(path);
    if (!statSync(real).isFile()) return refuse('CANNOT_READ', { path, why: 'not a file' });
    const header = isIdle(real) ? readHeader(real) : askSqlite(real);
    if (header === 'not a database') return refuse('STORE_DAMAGED', { path, why: 'file is not a database' });
    return judge(header, real, newest);
  } catch (error) {
    const refused = refusalOfSqlite(error, { path }) ?? refusalOfFile(error, 'CANNOT_READ', { path });
    if (!refused) throw error;
    return refused;
  }
}

/** The same judgement on an open connection, which also knows what is in the write-ahead log. */
export function lookAtOpenStore(
  db: Database.Database,
  path: string,
  newest: number,
): Result<{ readonly path: string }> {
  return judge(headerOf(db), path, newest);
}

interface Header {
  readonly applicationId: number;
  readonly version: number;
}

function judge({ applicationId, version }: Header, path: string, newest: number): Result<{ readonly path: string }> {
  if (applicationId !== APPLICATION_ID) return refuse('CANNOT_READ', { path, why: 'a database of another program' });
  if (version > newest) return refuse('STORE_TOO_NEW', { path, version, newest });
  return accept({ path });
}

const isIdle = (path: string): boolean => !existsSync(`${path}-wal`) && !existsSync(`${path}-shm`);

function readHeader(path: string): Header | 'not a database' {
  const header = Buffer.alloc(HEADER_BYTES);
  const fd = openSync(path, 'r');
  try {
    const read = readSync(fd, header, 0, HEADER_BYTES, 0);
    if (read < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) return 'not a database';
  } finally {
    closeSync(fd);
  }
  return { applicationId: header.readUInt32BE(APPLICATION_ID_AT), version: header.readUInt32BE(USER_VERSION_AT) };
}

function askSqlite(path: string): Header | 'not a database' {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    return headerOf(db);
  } catch (error) {
    // A folder that cannot be written, with a log in it: nobody in this process has it open.
    if (sqliteCode(error) === 'SQLITE_CANTOPEN' || sqliteCode(error) === 'SQLITE_READONLY') return readHeader(path);
    throw error;
  } finally {
    db?.close();
  }
}

const headerOf = (db: Database.Database): Header => ({
  applicationId: Number(db.pragma('application_id', { simple: true })),
  version: Number(db.pragma('user_version', { simple: true })),
});
