import Database from 'better-sqlite3';
import type { RefusalCode } from '../../shared/refusal.ts';
import { type Result, refuse } from '../../shared/result.ts';

/** Primary result codes of SQLite that a healthy program can meet, and what each means to who asked. */
const refusals: Readonly<Record<string, RefusalCode>> = {
  SQLITE_BUSY: 'STORE_BUSY',
  SQLITE_LOCKED: 'STORE_BUSY',
  SQLITE_READONLY: 'STORE_READ_ONLY',
  SQLITE_CORRUPT: 'STORE_DAMAGED',
  SQLITE_NOTADB: 'STORE_DAMAGED',
  SQLITE_FULL: 'CANNOT_WRITE',
  SQLITE_IOERR: 'CANNOT_WRITE',
  SQLITE_CANTOPEN: 'CANNOT_READ',
  SQLITE_PERM: 'CANNOT_READ',
  SQLITE_AUTH: 'CANNOT_READ',
};

/** SQLite's name of the error, without its extension: `SQLITE_IOERR` for `SQLITE_IOERR_WRITE`. Null for other errors. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Database.SqliteError)) return null;
  return /^SQLITE_[A-Z]+/.exec(error.code)?.[0] ?? null;
}

/**
 * An error of SQLite as a refusal, when it says something of the world (a full disk, a lock, a damaged file).
 *
 * @param instead  other meanings where the caller knows better, by primary code
 * @returns null when the error is a bug, to be thrown on
 */
export function refusalOfSqlite(
  error: unknown,
  details: Readonly<Record<string, unknown>>,
  instead: Readonly<Record<string, RefusalCode>> = {},
): Result<never> | null {
  const name = sqliteCode(error);
  const code = name === null ? undefined : (instead[name] ?? refusals[name]);
  if (code === undefined || !(error instanceof Error)) return null;
  return refuse(code, { ...details, why: error.message });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'nothing is there',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EEXIST: 'something is there already',
  EACCES: 'it is not permitted',
  EPERM: 'it is not permitted',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EBUSY: 'it is in use',
  EIO: 'the disk reports an error',
  ENAMETOOLONG: 'the name is too long',
};

/**
 * An error of the file system as a refusal with `why`.
 *
 * @returns null when the error is a bug, to be thrown on
 */
export function refusalOfFile(
  error: unknown,
  code: 'CANNOT_READ' | 'CANNOT_WRITE' | 'STORE_READ_ONLY',
  details: Readonly<Record<string, unknown>>,
): Result<never> | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const why = reasons[error.code];
  return why === undefined ? null : refuse(code, { ...details, why });
}

/**
 * Whether what happened leaves in doubt what is on the disk: no append may follow on this connection. Close, open
 * again and verify.
 */
export function leavesDoubt(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_IOERR' || code === 'SQLITE_FULL' || code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB';
}

/** Did the log refuse an event because its data or its changes are more than one may hold? */
export function isTooLarge(error: unknown): boolean {
  return error instanceof Database.SqliteError && ['LEDGER_DATA', 'LEDGER_CHANGES'].includes(error.message);
}
