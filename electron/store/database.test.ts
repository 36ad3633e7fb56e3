import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { exampleLog, lastSeq } from '../testing/exampleLog.ts';
import {
  allRows,
  anEvent,
  aStore,
  foreignConnection,
  logOnly,
  refusal,
  reopen,
  tempFolder,
  unwrap,
} from '../testing/storeFixture.ts';
import { createDatabase, openDatabase } from './database.ts';
import { openEventLog } from './eventLog.ts';
import { migrationsFolder, readMigrations } from './migrate.ts';

const options = { migrations: logOnly };
const codeOf = (path: string, more: { readonly?: boolean; timeout?: number } = {}): string =>
  refusal(openDatabase(path, { ...options, ...more })).code;

const pragma = (db: Database.Database, name: string): unknown => db.pragma(name, { simple: true });

test('a commit waits for the disk: FULL at opening, after the first write and after opening again', () => {
  const { store, path, append } = aStore();
  expect(pragma(store.db, 'synchronous')).toBe(2);
  expect(pragma(store.db, 'foreign_keys')).toBe(1);
  append(anEvent());
  expect(pragma(store.db, 'synchronous')).toBe(2);
  store.close();
  const again = reopen(path).db;
  again.transaction(() => again.exec('CREATE TEMP TABLE t (x)'))();
  expect(pragma(again, 'synchronous')).toBe(2);
  expect(pragma(again, 'journal_mode')).toBe('wal');
});

test('SQLite itself, left alone, would not wait: the reason why FULL is asked for', () => {
  const db = new Database(join(tempFolder(), 'plain'));
  onTestFinished(() => void db.close());
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE t (x)');
  expect(pragma(db, 'synchronous')).toBe(1);
});

test('a writing connection has every guard on', () => {
  const { db } = aStore().store;
  const names = [
    'foreign_keys',
    'recursive_triggers',
    'trusted_schema',
    'cell_size_check',
    'mmap_size',
    'wal_autocheckpoint',
  ];
  expect(names.map((name) => pragma(db, name))).toEqual([1, 1, 0, 1, 0, 16_000]);
  expect(pragma(db, 'application_id')).toBe(0x4154726b);
});

test('where there is nothing, or a folder, or a store of another program, nothing is read', () => {
  const folder = tempFolder();
  const other = join(folder, 'other');
  new Database(other).exec('CREATE TABLE t (x)').close();
  expect([join(folder, 'missing'), join(folder, 'no', 'such'), folder, other].map((path) => codeOf(path))).toEqual([
    'CANNOT_READ',
    'CANNOT_READ',
    'CANNOT_READ',
    'CANNOT_READ',
  ]);
  expect(readdirSync(folder)).toEqual(['other']);
});

test('a file that is no database, or only the beginning of one, is damaged', () => {
  const folder = tempFolder();
  const file = (name: string, bytes: Buffer | string) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const { path } = exampleLog();
  truncateSync(path, 60);
  const empty = file('empty', '');
  const letter = file('letter', 'Dear Bob, '.repeat(100));
  for (const readonly of [true, false]) {
    expect([empty, letter, path].map((name) => codeOf(name, { readonly }))).toEqual(Array(3).fill('STORE_DAMAGED'));
  }
  expect(readdirSync(folder).sort()).toEqual(['empty', 'letter']);
});

test('a store whose first page is garbage after its header is damaged', () => {
  const { path } = exampleLog();
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 100, 4096);
  writeFileSync(path, bytes);
  expect([codeOf(path, { readonly: true }), codeOf(path)]).toEqual(['STORE_DAMAGED', 'STORE_DAMAGED']);
});

test('a store from a newer release is refused and left untouched, to the byte and without a file beside it', () => {
  const { path } = exampleLog();
  const db = foreignConnection(path);
  db.pragma('user_version = 7');
  db.close();
  const before = [readFileSync(path), readdirSync(dirname(path))];
  for (const readonly of [true, false]) {
    expect(refusal(openDatabase(path, { ...options, readonly }))).toMatchObject({
      code: 'STORE_TOO_NEW',
      details: { version: 7, newest: 1 },
    });
  }
  expect([readFileSync(path), readdirSync(dirname(path))]).toEqual(before);
});

test('a store from a newer release that was not closed is refused by what its write-ahead log says', () => {
  const { path } = exampleLog();
  const db = foreignConnection(path);
  db.pragma('user_version = 7');
  const crashed = join(tempFolder(), 'crashed');
  copyFileSync(path, crashed);
  copyFileSync(`${path}-wal`, `${crashed}-wal`);
  const before = [readFileSync(crashed), readFileSync(`${crashed}-wal`)];
  expect(codeOf(crashed)).toBe('STORE_TOO_NEW');
  expect([readFileSync(crashed), readFileSync(`${crashed}-wal`)]).toEqual(before);
});

test('one writes, the next is told so; readers come beside it and see what is committed', () => {
  const { store, path, append } = aStore();
  expect(refusal(openDatabase(path, options))).toMatchObject({ code: 'STORE_BUSY', details: { pid: process.pid } });
  const reader = openEventLog(reopen(path, { readonly: true }).db, null);
  expect(reader.lastSeq()).toBe(2);
  append(anEvent());
  expect(reader.lastSeq()).toBe(3);
  store.close();
  expect(openEventLog(reopen(path).db, null).lastSeq()).toBe(3);
});

test('a store that another program has locked is busy', () => {
  const { path } = exampleLog();
  const stranger = foreignConnection(path);
  stranger.exec('BEGIN IMMEDIATE');
  expect(codeOf(path, { timeout: 0 })).toBe('STORE_BUSY');
  stranger.exec('ROLLBACK');
  expect(reopen(path).mode).toBe('write');
});

test('a reading connection cannot write', () => {
  const { db } = reopen(exampleLog().path, { readonly: true });
  expect(() => db.exec('CREATE TABLE t (x)')).toThrow('readonly');
});

/** Does something as a person who may only read: root may do anything, so it becomes nobody for the moment. */
function asReader<T>(work: () => T): T {
  if (process.getuid?.() !== 0 || !process.seteuid) return work();
  process.seteuid(65_534);
  try {
    return work();
  } finally {
    process.seteuid(0);
  }
}

test('on a medium that cannot be written a store is read whole, and not opened for writing', () => {
  const { path } = exampleLog();
  chmodSync(path, 0o444);
  chmodSync(dirname(path), 0o555);
  onTestFinished(() => chmodSync(dirname(path), 0o755));
  const before = readdirSync(dirname(path));
  asReader(() => {
    const { db, close } = unwrap(openDatabase(path, { ...options, readonly: true }));
    expect(allRows(db)).toHaveLength(lastSeq);
    close();
    expect(codeOf(path)).toBe('STORE_READ_ONLY');
  });
  expect(readdirSync(dirname(path))).toEqual(before);
});

test('on a medium that cannot be written what still lies in a write-ahead log is read too', () => {
  const { store, path, append } = aStore();
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  append(anEvent());
  const stick = join(tempFolder(), 'stick');
  mkdirSync(stick);
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, join(stick, `store${suffix}`));
  chmodSync(stick, 0o555);
  onTestFinished(() => chmodSync(stick, 0o755));
  chmodSync(dirname(stick), 0o755);
  asReader(() => {
    const opened = unwrap(openDatabase(join(stick, 'store'), { ...options, readonly: true }));
    expect(allRows(opened.db)).toHaveLength(3);
    opened.close();
  });
});

test('a file that cannot be written, in a folder that can, is read-only', () => {
  const { path } = exampleLog();
  chmodSync(path, 0o444);
  chmodSync(dirname(path), 0o777);
  expect(asReader(() => codeOf(path))).toBe('STORE_READ_ONLY');
});

test('a new store is made where nothing is, and nowhere else', () => {
  const folder = tempFolder();
  const path = join(folder, 'new');
  writeFileSync(path, 'a letter');
  for (const there of [path, exampleLog().path]) {
    expect(refusal(createDatabase(there, logOnly))).toEqual({
      code: 'CANNOT_WRITE',
      details: { path: there, why: 'something is there already' },
    });
  }
  rmSync(path);
  unwrap(createDatabase(path, readMigrations(migrationsFolder))).close();
  expect(refusal(createDatabase(join(folder, 'no', 'such'), logOnly)).code).toBe('CANNOT_WRITE');
  expect(readdirSync(folder).sort()).toEqual(['new', 'new-writer']);
});

test('a store whose making was interrupted can be made again, but not while it is being made', () => {
  const path = join(tempFolder(), 'new');
  writeFileSync(path, '');
  const made = unwrap(createDatabase(path, logOnly));
  expect(refusal(createDatabase(path, logOnly)).code).toBe('STORE_BUSY');
  made.close();
  unwrap(createDatabase(path, logOnly)).close();
});
