import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Looks whether the files of an open store still lie under their names. Where a file can be replaced or taken away while
 * it is open, SQLite goes on writing into the one that nobody will find again: what is committed then is lost as soon as
 * the program ends.
 *
 * @param path  of the open store
 */
export function watchPlace(path: string) {
  const store = identityOf(path);
  // It comes with the first write, and goes when the last connection is closed.
  let log: string | null = null;
  return {
    /** To be asked before each commit. @throws an SQLITE_IOERR: whoever gets it closes, looks and opens again */
    mustBeOurs(): void {
      if (identityOf(path) !== store) throw gone('the file of the store was replaced or taken away while it was open');
      const now = identityOf(`${path}-wal`);
      if (log !== null && now !== log) throw gone('the write-ahead log was replaced or taken away while it was open');
      log = now;
    },
  };
}

const gone = (why: string): Error => new Database.SqliteError(why, 'SQLITE_IOERR_VNODE');

/** Tells one file from another, whatever it is called; null: none is there. */
function identityOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found ? `${found.dev}/${found.ino}` : null;
}
