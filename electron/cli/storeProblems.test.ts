import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandLine, jsonLines } from '../testing/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'problems-'));
const { run } = commandLine(folder);
/** Permissions stop everybody but root, whom tests in containers often are. */
const NOBODY = process.getuid?.() === 0 ? 65_534 : undefined;
const somebody = commandLine(folder, { ASSETTRACK_HOME: join(folder, 'home of somebody') }, NOBODY);
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  await run(['init', '--store', 'good.sqlite', '--organisation', 'Depot', '--admin', 'Ada']);
  chmodSync(folder, 0o755);
  mkdirSync(path('folder'));
  writeFileSync(path('letter.txt'), 'Dear Ada, '.repeat(100));
  copyFileSync(path('good.sqlite'), path('future.sqlite'));
  copyFileSync(path('good.sqlite'), path('torn.sqlite'));
  change('future.sqlite', 'PRAGMA user_version = 4096');
  new Database(path('songs.sqlite')).exec('CREATE TABLE songs (title TEXT)').close();
  const torn = openSync(path('torn.sqlite'), 'r+');
  writeSync(torn, Buffer.alloc(60_000, 'coffee'), 0, 60_000, 4096);
  closeSync(torn);
});
afterAll(() => {
  chmodSync(path('locked'), 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const change = (name: string, sql: string) => new Database(path(name)).exec(sql).close();

test.each([
  [['query', 'custody'], 'nothing.sqlite', 'CANNOT_READ'],
  [['exec', '--as', 'Ada'], 'missing/store.sqlite', 'CANNOT_READ'],
  [['events'], 'folder', 'CANNOT_READ'],
  [['verify'], 'songs.sqlite', 'CANNOT_READ'],
  [['exec', '--as', 'Ada'], 'letter.txt', 'STORE_DAMAGED'],
  [['backup', '--out', 'backup.sqlite'], 'torn.sqlite', 'STORE_DAMAGED'],
  [['exec', '--as', 'Ada'], 'future.sqlite', 'STORE_TOO_NEW'],
])('%j of %s is answered with %s', async (verb, store, code) => {
  const { status, out, err } = await run([...verb, '--store', store]);
  expect({ status, err }).toEqual({ status: 1, err: '' });
  expect(jsonLines(out)).toMatchObject([{ ok: false, error: { code, message: expect.stringMatching(/\w{3}/) } }]);
});

test('what verify finds in a torn store is an answer, not a failure', async () => {
  const { status, out, err } = await run(['verify', '--store', 'torn.sqlite']);
  expect({ status, err }).toEqual({ status: 1, err: '' });
  expect(jsonLines(out)).toMatchObject([{ ok: false, findings: [{ code: 'INTEGRITY' }] }]);
});

test('a store that may only be read is read, and refuses to be written', async () => {
  mkdirSync(path('locked'));
  copyFileSync(path('good.sqlite'), path('locked/store.sqlite'));
  chmodSync(path('locked/store.sqlite'), 0o444);
  chmodSync(path('locked'), 0o555);
  const [read, write, report] = await Promise.all([
    somebody.run(['query', 'store.info', '--store', 'locked/store.sqlite']),
    somebody.run(['exec', '--store', 'locked/store.sqlite', '--as', 'Ada'], '{"command":"holder.add","name":"Bob"}'),
    somebody.run(['report', 'custody', '--store', 'locked/store.sqlite', '--format', 'csv', '--out', 'locked/a.csv']),
  ]);
  expect(jsonLines(read.out)).toMatchObject([{ organisation: 'Depot' }]);
  expect(jsonLines(write.out)).toMatchObject([{ error: { code: 'STORE_READ_ONLY' } }]);
  expect(jsonLines(report.out)).toMatchObject([{ error: { code: 'CANNOT_WRITE' } }]);
});

test('a store that one may not read is said to be that', async () => {
  mkdirSync(path('private'));
  copyFileSync(path('good.sqlite'), path('private/store.sqlite'));
  chmodSync(path('private/store.sqlite'), 0o000);
  const { status, out } = await somebody.run(['events', '--store', 'private/store.sqlite']);
  expect(status).toBe(1);
  expect(jsonLines(out)).toMatchObject([{ error: { code: 'CANNOT_READ' } }]);
});
