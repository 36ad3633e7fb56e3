import type { Database } from 'better-sqlite3';
import { eventsAside } from './eventsAside.ts';
import type { Finding } from './findings.ts';
import { openHistory } from './history.ts';
import { indexedLast, openProjector, projectionTables } from './projections/projector.ts';
import { sqliteCode } from './sqliteErrors.ts';

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
    const underivable = derive(db, onProgress);
    return underivable ? [underivable] : tables.flatMap((table) => differences(db, table));
  } finally {
    db.exec('ROLLBACK');
    for (const table of tables) db.exec(`DROP TABLE IF EXISTS temp.${table}`);
  }
}

/** @returns what is wrong when a log that others changed says what none of our events can say; null: it is derived */
function derive(db: Database, onProgress: ((done: number) => void) | undefined): Finding | null {
  try {
    openProjector(db, { indexed: false }).rebuild(eventsAside(db), openHistory(db), onProgress);
    return null;
  } catch (error) {
    if (!(error instanceof Error) || isTroubleOfTheMachine(error)) throw error;
    return { code: 'PROJECTION', message: `What the log leads to cannot be derived from it: ${error.message}.` };
  }
}

/** A full disk or a page that cannot be read; a row that breaks a table's rule is the log's. */
const isTroubleOfTheMachine = (error: Error): boolean => {
  const code = sqliteCode(error);
  return code !== null && !code.startsWith('SQLITE_CONSTRAINT');
};

/** Without the indexes that only readers need: keeping them row by row would take most of the time. */
function copyTable(db: Database, table: string): void {
  const kinds = indexedLast.includes(table) ? "('table')" : "('table', 'index')";
  const made = db
    .prepare<[string], string>(
      `SELECT sql FROM main.sqlite_schema WHERE tbl_name = ? AND type IN ${kinds} AND sql IS NOT NULL ORDER BY type DESC`,
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
  const { key, columns } = shapeOf(db, table);
  const only = (mine: string, other: string) =>
    db
      .prepare<[number], Record<string, unknown>>(
        `SELECT ${columns.map((column) => `mine.${column}`).join(', ')} FROM ${mine}.${table} AS mine
         LEFT JOIN ${other}.${table} AS other ON ${key.map((column) => `other.${column} = mine.${column}`).join(' AND ')}
         WHERE NOT (${columns.map((column) => `mine.${column} IS other.${column}`).join(' AND ')}) LIMIT ?`,
      )
      .all(MOST_ROWS);
  const count = (schema: string) => db.prepare<[], number>(`SELECT count(*) FROM ${schema}.${table}`).pluck().get();
  const wrong = only('main', 'temp').map((row) => `holds ${JSON.stringify(row)}, which the log does not lead to`);
  // Every row is there as it should be, and there are as many as there should be: then none is missing.
  const isComplete = wrong.length === 0 && count('main') === count('temp');
  const missing = (isComplete ? [] : only('temp', 'main')).map(
    (row) => `lacks ${JSON.stringify(row)}, which the log leads to`,
  );
  return [...wrong, ...missing].map((what) => ({
    code: 'PROJECTION',
    message: `The table ${table} ${what}. Rebuild derives it anew; nothing of the log is lost.`,
  }));
}

/** The columns that are compared, and those by which a row is found in both. */
function shapeOf(
  db: Database,
  table: string,
): { readonly key: readonly string[]; readonly columns: readonly string[] } {
  const left = projectionTables[table] ?? [];
  const columns = db
    .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM main.pragma_table_info(?) ORDER BY cid')
    .all(table)
    .filter(({ name }) => !left.includes(name));
  const primary = columns.flatMap(({ name, pk }) => (pk > 0 ? [name] : []));
  return { key: primary.length > 0 ? primary : ['entity_id'], columns: columns.map(({ name }) => name) };
}
