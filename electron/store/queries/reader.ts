import type { Database, Statement } from 'better-sqlite3';

type Param = string | number | null;

/** Reads rows; each SQL text is prepared when it is first asked, so that opening a store costs nothing for it. */
export interface Reader {
  all<R>(sql: string, ...params: readonly Param[]): R[];
  get<R>(sql: string, ...params: readonly Param[]): R | undefined;
  /** All of `work` sees one state of the store, whatever another connection commits meanwhile. */
  snapshot<T>(work: () => T): T;
}

/**
 * @param db  the tables are STRICT, so a row type that names a column's declared type is kept to by SQLite itself
 */
export function openReader(db: Database): Reader {
  const statements = new Map<string, Statement<Param[], unknown>>();
  const statement = (sql: string): Statement<Param[], unknown> => {
    const known = statements.get(sql);
    if (known) return known;
    const prepared = db.prepare<Param[], unknown>(planOnce(sql));
    statements.set(sql, prepared);
    return prepared;
  };
  return {
    // The casts of this folder: SQL gives what its text and the STRICT tables say, which TypeScript cannot read.
    all: <R>(sql: string, ...params: readonly Param[]) => statement(sql).all(...params) as R[],
    get: <R>(sql: string, ...params: readonly Param[]) => statement(sql).get(...params) as R | undefined,
    snapshot<T>(work: () => T): T {
      if (db.inTransaction) return work();
      statement('BEGIN').run();
      try {
        return work();
      } finally {
        statement('COMMIT').run();
      }
    },
  };
}

/**
 * A bare parameter beside `=` or `LIMIT` makes SQLite plan a statement that joins or sorts anew at each run, which here
 * takes longer than the search itself; with a plus before it, it is a value like any other. See docs/benchmarks.md.
 */
const planOnce = (sql: string): string => sql.replace(/(=|\bLIMIT) \?/g, '$1 +?');
