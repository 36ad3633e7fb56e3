import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { putInPlace } from './durableFile.ts';

/** One step of the schema: `0004_assignments.sql` is version 4. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Where the migrations lie in a checkout. A bundled app says where it has put them. */
export const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations');

/**
 * The steps in `folder`, first to last. Files are named `NNNN_what.sql` and count up from 0001 without gaps; from the
 * first release on they are never edited.
 */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, i) => {
    if (!/^\d{4}_\w+\.sql$/.test(name) || Number(name.slice(0, 4)) !== i + 1) {
      throw new Error(`migrations are named NNNN_what.sql and count up from 0001 without gaps, but there is ${name}`);
    }
    return { version: i + 1, name, sql: readFileSync(join(folder, name), 'utf8') };
  });
}

/** The number of the last migration applied; 0 for a new file. */
export function schemaVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings the schema of `db` to the newest version, each step in a transaction of its own, so that a crash leaves one
 * version or the next and never something between.
 *
 * @param afterLast  what belongs to the last step, in its transaction
 * @returns the versions applied by this call, ascending; `[]` when there was nothing to do
 */
export function migrate(
  db: Database.Database,
  migrations: readonly Migration[],
  afterLast: ((db: Database.Database) => void) | undefined = undefined,
): number[] {
  const pending = migrations.slice(schemaVersion(db));
  for (const { version, sql } of pending) {
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
      if (version === migrations.length) afterLast?.(db);
    }).immediate();
  }
  return pending.map(({ version }) => version);
}

/**
 * Keeps a copy of a store beside it, as it is before a migration, and makes sure that the copy is good: SQLite's own
 * check finds nothing, and the log ends at the same event.
 *
 * @returns where the copy lies: `<store>.before-0004`, or with `-2`, `-3` … when there is one already
 */
export function keepCopy(db: Database.Database, storePath: string, nextVersion: number): string {
  const target = freeName(`${storePath}.before-${String(nextVersion).padStart(4, '0')}`);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  db.prepare('VACUUM INTO ?').run(partial);
  const copy = new Database(partial, { readonly: true });
  try {
    const trouble = copy.pragma('integrity_check', { simple: true });
    if (trouble !== 'ok') throw new Error(`the copy before a migration is not good: ${String(trouble)}`);
    if (lastHash(copy) !== lastHash(db) || schemaVersion(copy) !== schemaVersion(db)) {
      throw new Error('the copy before a migration does not end where the store ends');
    }
  } finally {
    copy.close();
  }
  putInPlace(partial, target);
  return target;
}

const lastHash = (db: Database.Database): unknown =>
  db.prepare('SELECT hex(hash) FROM events ORDER BY seq DESC LIMIT 1').pluck().get();

function freeName(wanted: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!existsSync(name)) return name;
  }
}
