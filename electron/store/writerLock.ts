import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { refusalOfFile, refusalOfSqlite } from './sqliteErrors.ts';

/** The right to write to one store; nobody else has it until `release`, or until this process ends, however it ends. */
export interface WriterLock {
  release(): void;
}

const Note = z.object({ pid: z.int(), host: z.string() });

/**
 * Makes this the one writer of a store, or says who is.
 *
 * The lock is SQLite's own, on an empty file `<store>-writer` that stays there: the operating system gives it back
 * when a process dies, on every platform, so there is no stale lock to judge. Who holds it stands in
 * `<store>-writer.json`, for the message alone. Nothing else may open `<store>-writer`: on POSIX, closing any
 * descriptor of a file drops all locks that the process has on it.
 *
 * @param storePath  the real path, so that two names of a store share a lock
 * @returns `STORE_BUSY` with `{pid, host}` as far as known; `STORE_READ_ONLY` when no lock can be put there
 */
export function acquireWriterLock(storePath: string): Result<WriterLock> {
  const lock = lockOn(storePath, `${storePath}-writer`);
  if (!lock.ok || !existsSync(besidePath(storePath))) return lock;
  // Whom the last writer had lent its right to may still be at work after that one has died.
  const other = lockOn(storePath, besidePath(storePath));
  if (other.ok) other.value.release();
  else lock.value.release();
  return other.ok ? lock : other;
}

/**
 * The right that the one writer has lent to a process of ours (electron/lending.ts). It keeps whoever comes after a
 * writer that died meanwhile from writing at the same time.
 *
 * @returns as `acquireWriterLock`
 */
export const acquireLentLock = (storePath: string): Result<WriterLock> => lockOn(storePath, besidePath(storePath));

const besidePath = (storePath: string): string => `${storePath}-beside`;

function lockOn(storePath: string, lockPath: string): Result<WriterLock> {
  const notePath = `${lockPath}.json`;
  let lock: Database.Database | null = null;
  try {
    lock = new Database(lockPath, { timeout: 0 });
    // A file we may only read would be opened for reading, and BEGIN EXCLUSIVE then locks nothing.
    accessSync(lockPath, constants.W_OK);
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(notePath, JSON.stringify({ pid: process.pid, host: hostname() }));
  } catch (error) {
    lock?.close();
    const refused =
      refusalOfSqlite(
        error,
        { path: storePath },
        { SQLITE_CANTOPEN: 'STORE_READ_ONLY', SQLITE_NOTADB: 'STORE_BUSY' },
      ) ?? refusalOfFile(error, 'STORE_READ_ONLY', { path: storePath });
    if (!refused) throw error;
    if (refused.ok || refused.error.code !== 'STORE_BUSY') return refused;
    return refuse('STORE_BUSY', { path: storePath, ...readNote(notePath) });
  }
  const held = lock;
  return accept({
    release() {
      if (!held.open) return;
      rmSync(notePath, { force: true });
      held.close();
    },
  });
}

/** @returns what is known of the holder; `{}` when the note is not there, or not readable as one */
function readNote(path: string): { readonly pid?: number; readonly host?: string } {
  try {
    const note = Note.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return note.success ? note.data : {};
  } catch {
    return {};
  }
}
