import { realpathSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { APPLICATION_ID } from './lookAtStore.ts';
import { acquireWriterLock } from './writerLock.ts';

/** Is this what is left of a store whose making was interrupted: nothing at all, or our tables without one event? */
export function isUnfinished(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) return false;
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    const tables = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
    if (tables === 0) return true;
    if (Number(db.pragma('application_id', { simple: true })) !== APPLICATION_ID) return false;
    return db.prepare('SELECT 1 FROM events LIMIT 1').get() === undefined;
  } catch (error) {
    if (error instanceof Database.SqliteError) return false;
    throw error;
  } finally {
    db?.close();
  }
}

/**
 * Takes away what is left of a store whose making was interrupted, so that it can be made again. Anything else stays.
 *
 * @returns CANNOT_WRITE when something else lies there, STORE_BUSY while somebody is making it
 */
export function clearUnfinished(path: string): Result<null> {
  if (!isUnfinished(path)) return refuse('CANNOT_WRITE', { path, why: 'something is there already' });
  const lock = acquireWriterLock(realpathSync(path));
  if (!lock.ok) return lock;
  try {
    // Whoever was making it may have come to its end meanwhile.
    if (!isUnfinished(path)) return refuse('CANNOT_WRITE', { path, why: 'something is there already' });
    for (const suffix of ['-wal', '-shm', '']) rmSync(path + suffix, { force: true });
    return accept(null);
  } finally {
    lock.value.release();
  }
}
