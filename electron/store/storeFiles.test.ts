import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isPartOfStore } from './storeFiles.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a store is recognised by every name it has, there or not yet there', () => {
  const store = join(folder, 'custody.sqlite');
  writeFileSync(store, '');
  linkSync(store, join(folder, 'hard-link'));
  symlinkSync(store, join(folder, 'link'));
  symlinkSync(folder, join(folder, 'same-folder'));
  mkdirSync(join(folder, 'sub'));

  const own = ['custody.sqlite', 'sub/../custody.sqlite', 'hard-link', 'link', 'same-folder/custody.sqlite'];
  const beside = ['custody.sqlite-wal', 'same-folder/custody.sqlite-shm', 'custody.sqlite-writer'];
  for (const name of [...own, ...beside]) expect(isPartOfStore(join(folder, name), store), name).toBe(true);
  for (const name of ['custody.csv', 'sub/custody.sqlite', 'custody.sqlite.csv', 'missing/custody.sqlite']) {
    expect(isPartOfStore(join(folder, name), store), name).toBe(false);
  }
  expect(isPartOfStore(join(folder, 'missing', '..', 'none.sqlite'), join(folder, 'none.sqlite'))).toBe(true);
});
