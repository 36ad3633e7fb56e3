import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyStore } from './backup.ts';
import { APPLICATION_ID } from './lookAtStore.ts';

let folder = '';
let writer: Database.Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  writer = new Database(join(folder, 'store.sqlite'));
  writer.pragma('journal_mode = WAL');
  writer.pragma(`application_id = ${APPLICATION_ID}`);
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

const copy = (stop?: AbortSignal) =>
  copyStore(join(folder, 'store.sqlite'), join(folder, 'copy.sqlite'), { migrations: [], ...(stop && { stop }) });

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
  const copying = copy();
  let last = 20_000;
  const busy = setInterval(() => add(++last, last), 0);
  expect(await copying).toEqual({ ok: true, value: null });
  clearInterval(busy);
  expect(last).toBeGreaterThan(20_000);
  expect(read(join(folder, 'copy.sqlite'))).toEqual({ check: 'ok', facts: [20_000, 20_000] });
});

test('a copy is one file', async () => {
  add(1, 10);
  await copy();
  read(join(folder, 'copy.sqlite'));
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.sqlite']);
});

test('a copy can be stopped', async () => {
  add(1, 20_000);
  const stop = new AbortController();
  const copying = copy(stop.signal);
  stop.abort(new Error('stopped'));
  await expect(copying).rejects.toThrow('stopped');
});

test('what is no store is not copied', async () => {
  writeFileSync(join(folder, 'letter.txt'), 'Dear Bob, '.repeat(1000));
  new Database(join(folder, 'other.sqlite')).exec('CREATE TABLE songs (title TEXT)').close();
  const codes: (string | null)[] = [];
  for (const name of ['letter.txt', 'other.sqlite', 'nothing', '.']) {
    const copied = await copyStore(join(folder, name), join(folder, 'copy.sqlite'), { migrations: [] });
    codes.push(copied.ok ? null : copied.error.code);
  }
  expect(codes).toEqual(['STORE_DAMAGED', 'CANNOT_READ', 'CANNOT_READ', 'CANNOT_READ']);
  expect(readdirSync(folder)).not.toContain('copy.sqlite');
});
