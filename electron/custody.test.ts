import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createStore } from './createStore.ts';
import { type Custody, openCustody } from './custody.ts';

const root = mkdtempSync(join(tmpdir(), 'assettrack-custody-'));
const made = join(root, 'made');
let folder = '';
let count = 0;

const paths = () => ({ path: join(folder, 'store.sqlite'), home: join(folder, 'home') });
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const reopen = (mode: 'write' | 'read' = 'write') => openCustody({ ...paths(), mode });
const types = (custody: Custody): string[] => [...custody.events()].map(({ type }) => type);
const keyFiles = (ending: string): string[] => {
  const devices = join(folder, 'home', 'devices');
  return readdirSync(devices, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(devices, name));
};

beforeAll(async () => {
  folder = made;
  mkdirSync(made);
  const store = value(
    await createStore({ ...paths(), mode: 'write', organisation: 'Depot', admin: 'Ada', pin: '135790' }),
  );
  const ada = value(await store.signIn('Ada', '135790', 'command-line'));
  for (const name of ['Bob', 'Eve'])
    expect(await store.execute({ command: 'holder.add', name }, ada)).toMatchObject({ ok: true });
  store.close();
});

beforeEach(() => {
  // Each story has the store moved to a folder of its own, as a person would move it, with its keys.
  count += 1;
  const next = join(root, String(count));
  renameSync(folder, next);
  folder = next;
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a store that was moved with its keys is gone on with', () => {
  const custody = value(reopen());
  expect(types(custody).filter((type) => type === 'DEVICE_ADDED')).toHaveLength(1);
  custody.close();
});

test('a copy of a store that is still there begins a chain of its own', () => {
  const original = paths();
  value(reopen()).close();
  copyFileSync(original.path, join(folder, 'copy.sqlite'));
  const copy = value(openCustody({ ...original, path: join(folder, 'copy.sqlite'), mode: 'write' }));
  expect(types(copy).filter((type) => type === 'DEVICE_ADDED')).toHaveLength(2);
  expect(copy.verify().findings).toEqual([]);
  copy.close();
  rmSync(join(folder, 'copy.sqlite'));
});

test('a store without its head file is gone on with, and the log says that nobody can vouch for its end', () => {
  for (const head of keyFiles('.head')) rmSync(head);
  const custody = value(reopen());
  expect(types(custody).at(-1)).toBe('HEAD_DOUBTED');
  expect(value(custody.query('exceptions.list', { kind: 'head_doubted' }, null))).toMatchObject({ total: 1 });
  custody.close();
  const again = value(reopen());
  expect(types(again).filter((type) => type === 'HEAD_DOUBTED')).toHaveLength(1);
  again.close();
});

test('a store that lost its last events is refused for writing, and can still be read', () => {
  const { path } = paths();
  const before = join(folder, 'before.sqlite');
  copyFileSync(path, before);
  const custody = value(reopen());
  void custody.recordBackup(null, { file: 'x' });
  custody.close();
  copyFileSync(before, path);
  expect(reopen()).toMatchObject({
    ok: false,
    error: { code: 'STORE_DAMAGED', details: { findings: [{ code: 'HEAD_AHEAD' }] } },
  });
  const read = value(reopen('read'));
  expect(read.verify().findings).toMatchObject([{ code: 'HEAD_AHEAD' }]);
  read.close();
  for (const key of [...keyFiles('.head'), ...keyFiles('.json')]) rmSync(key);
});

test('a store of an earlier schema is not read with tables that it has not', () => {
  const { path } = paths();
  const old = join(folder, 'old.sqlite');
  copyFileSync(path, old);
  const db = new Database(old);
  db.pragma('user_version = 1');
  db.close();
  expect(openCustody({ ...paths(), path: old, mode: 'read' })).toMatchObject({
    ok: false,
    error: { code: 'CANNOT_READ' },
  });
  rmSync(old);
});

test('a store whose tables were taken away is damaged, not a bug', () => {
  const { path } = paths();
  const broken = join(folder, 'broken.sqlite');
  copyFileSync(path, broken);
  const db = new Database(broken);
  db.exec('DROP TABLE assets');
  db.close();
  expect(openCustody({ ...paths(), path: broken, mode: 'read' })).toMatchObject({
    ok: false,
    error: { code: 'STORE_DAMAGED' },
  });
  rmSync(broken);
});

test('what is no store is said so', () => {
  const path = join(folder, 'letter.txt');
  writeFileSync(path, 'Dear all, the radio is in the blue case.'.repeat(10));
  expect(openCustody({ ...paths(), path, mode: 'read' })).toMatchObject({
    ok: false,
    error: { code: 'STORE_DAMAGED' },
  });
  expect(openCustody({ ...paths(), path: join(folder, 'nothing'), mode: 'write' })).toMatchObject({
    ok: false,
    error: { code: 'CANNOT_READ' },
  });
});
