import Database from 'better-sqlite3';

/**
 * A short connection beside the one writer, for one thing: counting a try at a PIN when the store itself was opened to
 * be read. It never touches the log.
 *
 * @throws what SQLite throws when the store cannot be written
 */
export function connectToCountTries(path: string): Database.Database {
  const db = new Database(path, { fileMustExist: true, timeout: 5000 });
  db.pragma('trusted_schema = OFF');
  db.pragma('synchronous = FULL');
  return db;
}
