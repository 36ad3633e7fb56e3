import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyStore } from './backup.ts';

let folder = '';
let writer: Database.Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  writer = new Database(join(folder, 'store.sqlite'));
  writer.pragma('journal_mode = WAL');
  writer.exec('CREATE TABLE facts (n INTEGER PRIMARY KEY, text TEXT) STRICT');
});
afterEach(() => {
  writer.close();
  rmSync(folder, { recursive: true, force: true });
});

const add = (from: number, to: number) => {
  const insert = writer.prepare('INSERT INTO facts VALUES (?, ?)');
  writer.transaction(() => {
    for (let n = from; n <= to; n++) insert.run(n, 'x'.repeat(2000));
  })();
};

const read = (path: string) => {
  const db = new Database(path, { readonly: true });
  const found = {
    check: db.pragma('integrity_check', { simple: true }),
    facts: db.prepare('SELECT count(*), max(n) FROM facts').raw().get(),
  };
  db.close();
  return found;
};

test('a copy holds the moment at which it began, also what lies in the -wal alone, while writing goes on', async () => {
  add(1, 20_000);
  const copying = copyStore(join(folder, 'store.sqlite'), join(folder, 'copy.sqlite'));
  let last = 20_000;
  const busy = setInterval(() => add(++last, last), 0);
  await copying;
  clearInterval(busy);
  expect(last).toBeGreaterThan(20_000);
  expect(read(join(folder, 'copy.sqlite'))).toEqual({ check: 'ok', facts: [20_000, 20_000] });
});

test('a copy is one file', async () => {
  add(1, 10);
  await copyStore(join(folder, 'store.sqlite'), join(folder, 'copy.sqlite'));
  read(join(folder, 'copy.sqlite'));
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.sqlite']);
});

test('a copy can be stopped', async () => {
  add(1, 20_000);
  const stop = new AbortController();
  const copying = copyStore(join(folder, 'store.sqlite'), join(folder, 'copy.sqlite'), stop.signal);
  stop.abort(new Error('stopped'));
  await expect(copying).rejects.toThrow('stopped');
});

test('what is no store is not copied', async () => {
  writeFileSync(join(folder, 'letter.txt'), 'Dear Bob, '.repeat(1000));
  await expect(copyStore(join(folder, 'letter.txt'), join(folder, 'copy.sqlite'))).rejects.toThrow('not a database');
  await expect(copyStore(join(folder, 'nothing'), join(folder, 'copy.sqlite'))).rejects.toThrow('unable to open');
});
