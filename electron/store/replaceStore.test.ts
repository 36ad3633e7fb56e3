import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { replaceStore } from './replaceStore.ts';

const AT = Date.UTC(2026, 10, 21, 14, 30);
const REPLACED = 'custody.replaced-2026-11-21T14-30-00Z.sqlite';
let folder = '';
const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A database whose last word lies in its -wal alone, as a crash leaves it. */
function crashed(name: string, words: readonly string[]): void {
  const db = new Database(path('live'));
  db.pragma('journal_mode = WAL');
  db.pragma('wal_autocheckpoint = 0');
  db.exec('CREATE TABLE words (word TEXT)');
  for (const word of words) db.prepare('INSERT INTO words VALUES (?)').run(word);
  for (const suffix of ['', '-wal']) copyFileSync(path(`live${suffix}`), path(name + suffix));
  db.close();
  rmSync(path('live'));
}

function wordsIn(name: string): unknown[] {
  const db = new Database(path(name));
  try {
    return db.prepare('SELECT word FROM words').pluck().all();
  } finally {
    db.close();
  }
}

test('the new store does not inherit the log of the old one, and the old one keeps it', async () => {
  crashed('custody.sqlite', ['old', 'in the log']);
  new Database(path('finished')).exec("CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('new')").close();
  expect(await replaceStore(path('custody.sqlite'), path('finished'), true, AT)).toBe(path(REPLACED));
  expect(wordsIn('custody.sqlite')).toEqual(['new']);
  expect(wordsIn(REPLACED)).toEqual(['old', 'in the log']);
  expect(readdirSync(folder).toSorted()).toEqual([REPLACED, 'custody.sqlite']);
});

test('the log of a store that cannot be read goes with it', async () => {
  writeFileSync(path('custody.sqlite'), 'coffee');
  writeFileSync(path('custody.sqlite-wal'), 'milk');
  writeFileSync(path('finished'), 'new');
  await replaceStore(path('custody.sqlite'), path('finished'), false, AT);
  expect(readdirSync(folder).toSorted()).toEqual([REPLACED, `${REPLACED}-wal`, 'custody.sqlite']);
});

test('where there was none, nothing is kept', async () => {
  writeFileSync(path('finished'), 'new');
  expect(await replaceStore(path('custody.sqlite'), path('finished'), true, AT)).toBeNull();
  expect(readdirSync(folder)).toEqual(['custody.sqlite']);
});
