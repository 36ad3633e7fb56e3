import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { exampleLog, lastSeq } from '../testing/exampleLog.ts';
import { allRows, logOnly, reopen, tempFolder, unwrap } from '../testing/storeFixture.ts';
import { openDatabase } from './database.ts';
import { type Migration, migrate, migrationsFolder, readMigrations, schemaVersion } from './migrate.ts';
import { schemaFindings, schemaFingerprint } from './schemaFingerprint.ts';

const inMemory = (): Database.Database => {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  return db;
};

const step = (version: number, sql: string): Migration => ({ version, name: `000${version}_test.sql`, sql });

function folderOf(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tempFolder(), 'm'));
  for (const name of names) writeFileSync(join(folder, name), 'SELECT 1;');
  return folder;
}

test('our migrations count up, apply once, and leave a sound schema', () => {
  const migrations = readMigrations(migrationsFolder);
  const db = inMemory();
  expect(migrate(db, migrations)).toEqual(migrations.map(({ version }) => version));
  expect(migrate(db, migrations)).toEqual([]);
  expect(schemaFindings(db, migrations)).toEqual([]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
});

test.each([
  ['a gap', ['0001_a.sql', '0003_c.sql']],
  ['a number twice', ['0001_a.sql', '0001_b.sql']],
  ['no number', ['events.sql']],
  ['a beginning at two', ['0002_b.sql']],
])('migrations with %s are a mistake of ours', (_name, names) => {
  expect(() => readMigrations(folderOf(...names))).toThrow('count up from 0001');
});

test('a step that fails leaves the version before it', () => {
  const db = inMemory();
  const broken = step(2, 'CREATE TABLE b (x); INSERT INTO absent VALUES (1);');
  expect(() => migrate(db, [step(1, 'CREATE TABLE a (x)'), broken])).toThrow('no such table');
  expect(schemaVersion(db)).toBe(1);
  expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['a']);
});

test('before a store with events is migrated a copy is kept that opens at the old version with the same rows', () => {
  const { path } = exampleLog();
  const before = rowsOf(path);
  const next = [...logOnly, step(2, 'CREATE TABLE extra (x INTEGER) STRICT')];
  const opened = unwrap(openDatabase(path, { migrations: next }));
  onTestFinished(() => opened.close());

  expect(opened.copyKept).toBe(`${path}.before-0002`);
  expect([schemaVersion(opened.db), allRows(opened.db)]).toEqual([2, before]);
  const copy = reopen(`${path}.before-0002`);
  expect([schemaVersion(copy.db), allRows(copy.db), before.length]).toEqual([1, before, lastSeq]);
  expect(readdirSync(dirname(path)).filter((name) => name.includes('partial'))).toEqual([]);
});

test('a migration that fails keeps the copy, and the next try another', () => {
  const { path } = exampleLog();
  const broken = [...logOnly, step(2, 'SELECT * FROM absent')];
  for (const suffix of ['', '-2']) {
    expect(() => openDatabase(path, { migrations: broken })).toThrow('no such table');
    expect(readdirSync(dirname(path))).toContain(`store.assettrack.before-0002${suffix}`);
  }
  expect(allRows(reopen(path).db)).toHaveLength(lastSeq);
});

test('each object of the schema, dropped in turn, is missed by its name', () => {
  const migrations = readMigrations(migrationsFolder);
  const objects = freshObjects(migrations);
  expect(objects.length).toBeGreaterThan(10);
  for (const { type, name } of objects) {
    const db = inMemory();
    migrate(db, migrations);
    const before = schemaFingerprint(db);
    db.pragma('foreign_keys = OFF');
    db.exec(`DROP ${type} ${name}`);
    expect(schemaFindings(db, migrations).map(({ message }) => message)).toContain(
      `The ${type} ${name} of the database is missing.`,
    );
    expect(schemaFingerprint(db)).not.toBe(before);
  }
});

function freshObjects(migrations: readonly Migration[]): { type: string; name: string }[] {
  const db = inMemory();
  migrate(db, migrations);
  // Tables that belong to a full-text index cannot be dropped by themselves.
  return db
    .prepare<[], { type: string; name: string }>(
      `SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT IN (
         SELECT shadow.name FROM pragma_table_list AS shadow WHERE shadow.type = 'shadow')`,
    )
    .all();
}

function rowsOf(path: string): unknown[] {
  const { db, close } = reopen(path, { readonly: true });
  const rows = allRows(db);
  close();
  return rows;
}
