import Database from 'better-sqlite3';

/** Pages copied between two looks at the rest of the world: about 4 MB, some milliseconds. */
const PAGES_PER_STEP = 1000;

/**
 * Copies a store as it is at this moment into a new file, while others go on writing to it: a copy of the bare file
 * would miss what still lies in its -wal, or tear. The copy is one file by itself, without -wal, so that it can be
 * read from a stick that is write-protected. It is neither verified nor synced; the caller does both.
 *
 * @throws SQLite's error when `from` cannot be read or `to` not be written; the signal's reason when stopped
 */
export async function copyStore(from: string, to: string, stop?: AbortSignal): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    // A read transaction pins the moment: without it every commit of another process would start the copy anew.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(to, {
      progress() {
        stop?.throwIfAborted();
        return PAGES_PER_STEP;
      },
    });
  } finally {
    source.close();
  }
  const copy = new Database(to, { fileMustExist: true });
  try {
    const mode = copy.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') throw new Error(`the copy stays in journal mode ${String(mode)}`);
  } finally {
    copy.close();
  }
}
