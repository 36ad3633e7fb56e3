import { existsSync, linkSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import Database from 'better-sqlite3';
import { syncFolder } from './writeAside.ts';

/**
 * Puts a finished and synced file in the place of a store and keeps the store beside it as
 * `<name>.replaced-<time><ext>`. The caller holds the writer's lock, and nobody in this process has the store open.
 *
 * Whenever it is interrupted, there is a store under the name, the old or the new, and nothing is lost: the old one's
 * write-ahead log is written into it first. That of a store that cannot be read goes with it under the new name, as it
 * is: SQLite would throw it away on opening a store that is torn off.
 *
 * @param sound  can the store that is there be read?
 * @param at  ms since 1970 UTC, for the name
 * @returns where the replaced store lies; null when there was none
 */
export async function replaceStore(
  store: string,
  finished: string,
  sound: boolean,
  at: number,
): Promise<string | null> {
  const replaced = existsSync(store) ? freeName(store, at) : null;
  if (replaced !== null) {
    if (sound) writeLogIntoStore(store);
    keepAs(store, replaced);
    // A log that is left would be taken for the new store's own.
    for (const suffix of ['-wal', '-shm']) {
      if (existsSync(store + suffix)) renameSync(store + suffix, replaced + suffix);
    }
  }
  renameSync(finished, store);
  await syncFolder(dirname(store));
  return replaced;
}

/** By a second name, not a move: at no moment is the first one without a store. Not every disk knows second names. */
function keepAs(store: string, replaced: string): void {
  try {
    linkSync(store, replaced);
  } catch {
    renameSync(store, replaced);
  }
}

function writeLogIntoStore(store: string): void {
  let db: Database.Database | null = null;
  try {
    db = new Database(store, { fileMustExist: true, timeout: 1000 });
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  } finally {
    db?.close();
  }
}

/** `custody.replaced-2026-11-21T14-30-00Z.sqlite`, or with `-2`, `-3` … when that is taken. */
function freeName(store: string, at: number): string {
  const extension = extname(store);
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');
  const stem = join(dirname(store), `${basename(store, extension)}.replaced-${time}Z`);
  for (let n = 1; ; n++) {
    const name = `${stem}${n === 1 ? '' : `-${n}`}${extension}`;
    if (statSync(name, { throwIfNoEntry: false }) === undefined) return name;
  }
}
