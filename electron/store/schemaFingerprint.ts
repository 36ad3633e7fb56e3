import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Finding } from './findings.ts';
import { type Migration, migrate, schemaVersion } from './migrate.ts';

interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/**
 * SHA-256 over the schema: its tables, indexes, triggers and views. Two stores at one version have the same, whichever
 * migrations brought them there. What SQLite keeps for itself (`sqlite_…`) is left out, so ANALYZE changes nothing.
 *
 * @returns 64 lower-case hex digits
 */
export function schemaFingerprint(db: Database.Database): string {
  return hash('sha256', JSON.stringify(schemaObjects(db)), 'hex');
}

/**
 * What differs between the schema of `db` and the one that the migrations make, each by name. A trigger that is gone
 * let pass whatever was written meanwhile.
 */
export function schemaFindings(db: Database.Database, migrations: readonly Migration[]): Finding[] {
  const expected = byName(expectedObjects(migrations.slice(0, schemaVersion(db))));
  const actual = byName(schemaObjects(db));
  const findings: Finding[] = [];
  for (const [name, { type, sql }] of expected) {
    const found = actual.get(name);
    if (!found) findings.push({ code: 'SCHEMA', message: `The ${type} ${name} of the database is missing.` });
    else if (found.type !== type || found.sql !== sql) {
      findings.push({ code: 'SCHEMA', message: `The ${type} ${name} of the database was changed.` });
    }
  }
  for (const [name, { type }] of actual) {
    if (!expected.has(name)) {
      findings.push({ code: 'SCHEMA', message: `The database has a ${type} ${name} that is not ours.` });
    }
  }
  return findings;
}

function schemaObjects(db: Database.Database): SchemaObject[] {
  return db
    .prepare<[], SchemaObject>(
      `SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name, type`,
    )
    .all();
}

/** What the migrations make, by their text: making it takes longer than all else that opening a small store does. */
const made = new Map<string, readonly SchemaObject[]>();

function expectedObjects(migrations: readonly Migration[]): readonly SchemaObject[] {
  const text = migrations.map(({ sql }) => sql).join('\0');
  const known = made.get(text);
  if (known) return known;
  const fresh = new Database(':memory:');
  try {
    migrate(fresh, migrations);
    const objects = schemaObjects(fresh);
    made.set(text, objects);
    return objects;
  } finally {
    fresh.close();
  }
}

const byName = (objects: readonly SchemaObject[]): Map<string, SchemaObject> =>
  new Map(objects.map((object) => [object.name, object]));
