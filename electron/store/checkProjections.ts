import type { Database } from 'better-sqlite3';
import { eventsAside } from './eventsAside.ts';
import type { Finding } from './findings.ts';
import { openHistory } from './history.ts';
import { openProjector, projectionTables } from './projections/projector.ts';

/** Rows named in a finding; there may be many more. */
const MOST_ROWS = 5;

/**
 * Derives every projection anew, with the code that keeps them, into temporary tables that hide those of the same
 * name, and compares. Nothing of the store is written, so a reading connection will do.
 *
 * @param db  a connection of its own: while it is compared, the names mean the temporary tables
 */
export function checkProjections(db: Database, onProgress?: (done: number) => void): Finding[] {
  const tables = Object.keys(projectionTables);
  db.exec('BEGIN');
  try {
    for (const table of tables) copyTable(db, table);
    openProjector(db, { indexed: false }).rebuild(eventsAside(db), openHistory(db), onProgress);
    return tables.flatMap((table) => differences(db, table));
  } finally {
    db.exec('ROLLBACK');
    for (const table of tables) db.exec(`DROP TABLE IF EXISTS temp.${table}`);
  }
}

function copyTable(db: Database, table: string): void {
  const made = db
    .prepare<[string], string>(
      "SELECT sql FROM main.sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC",
    )
    .pluck()
    .all(table);
  for (const sql of made) {
    db.exec(
      sql
        .replace(/^CREATE TABLE (\w+)/, 'CREATE TABLE temp.$1')
        .replace(/^CREATE (UNIQUE )?INDEX (\w+)/, 'CREATE $1INDEX temp.$2'),
    );
  }
}

function differences(db: Database, table: string): Finding[] {
  const left = projectionTables[table] ?? [];
  const columns = db
    .prepare<[string], string>('SELECT name FROM main.pragma_table_info(?) ORDER BY cid')
    .pluck()
    .all(table)
    .filter((column) => !left.includes(column))
    .join(', ');
  const only = (mine: string, other: string) =>
    db
      .prepare<[number], Record<string, unknown>>(
        `SELECT ${columns} FROM ${mine}.${table} EXCEPT SELECT ${columns} FROM ${other}.${table} LIMIT ?`,
      )
      .all(MOST_ROWS);
  const wrong = only('main', 'temp').map((row) => `holds ${JSON.stringify(row)}, which the log does not lead to`);
  const missing = only('temp', 'main').map((row) => `lacks ${JSON.stringify(row)}, which the log leads to`);
  return [...wrong, ...missing].map((what) => ({
    code: 'PROJECTION',
    message: `The table ${table} ${what}. Rebuild derives it anew; nothing of the log is lost.`,
  }));
}
