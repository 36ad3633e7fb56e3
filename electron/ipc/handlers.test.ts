import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Input, MAX_REQUEST_CHARS, type SessionState } from '../../shared/ipc/contract.ts';
import type { EndpointName } from '../../shared/ipc/names.ts';
import { systemClock } from '../../shared/time.ts';
import { createStore } from '../createStore.ts';
import type { Custody } from '../custody.ts';
import { migrationsFolder } from '../store/migrate.ts';
import { idleBackups } from '../testing/idleBackups.ts';
import { idleLabels } from '../testing/idleLabels.ts';
import { idlePacks } from '../testing/idlePacks.ts';
import { idleReports } from '../testing/idleReports.ts';
import { idleStores } from '../testing/idleStores.ts';
import { answer } from './answer.ts';
import { openHandlers } from './handlers.ts';
import { openImportKeeper } from './importKeeper.ts';
import { openJobKeeper } from './jobKeeper.ts';
import { openSessionKeeper } from './sessionKeeper.ts';
import { openStoreKeeper } from './storeKeeper.ts';

const PIN = '135790';
const folder = mkdtempSync(join(tmpdir(), 'assettrack-ipc-'));
const ownPath = join(folder, 'store.sqlite');

/** ms added to the clock that nobody can set */
let passed = 0;
const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + passed };
const announced: SessionState[] = [];
const bugs: string[] = [];

const stores = openStoreKeeper({
  ...idleStores,
  ownPath,
  home: join(folder, 'home'),
  migrations: migrationsFolder,
  report: (what) => bugs.push(what),
});
const sessions = openSessionKeeper({
  custody: stores.custody,
  clock,
  lockAfterMs: stores.lockAfterMs,
  announce: (state) => announced.push(state),
});
const handlers = openHandlers({
  stores,
  sessions,
  reports: idleReports(join(folder, 'home')),
  jobs: openJobKeeper({
    announce: () => undefined,
    newId: () => 'job',
    now: Date.now,
    report: (what) => bugs.push(what),
  }),
  imports: openImportKeeper({
    home: join(folder, 'home'),
    migrations: migrationsFolder,
    clock: systemClock,
    jobs: {
      begin() {
        throw new Error('nothing is imported here');
      },
    },
    newId: () => 'list',
    startImport() {
      throw new Error('nothing is imported here');
    },
  }),
  backups: idleBackups(join(folder, 'home'), { stores, sessions }),
  labels: idleLabels(),
  packs: idlePacks(),
  info: () => ({ version: '1', electron: '33', packaged: false, theme: 'system' }),
  setTheme: () => undefined,
  saveText: async () => ({ ok: true, value: null }),
  fault: () => undefined,
});

/** What the window would get, text and all. */
async function ask<N extends EndpointName>(name: N, input: Input<N>): Promise<Record<string, unknown>> {
  return JSON.parse(await answer(name, handlers, JSON.stringify(input), (what) => bugs.push(what)));
}

const addCase = (code: string) => ask('command', { command: 'case.add', code, slots: 2 });

beforeAll(async () => {
  const made = await createStore({
    path: ownPath,
    mode: 'write',
    home: join(folder, 'home'),
    organisation: 'Field Office',
    admin: 'Ada',
    pin: PIN,
  });
  if (!made.ok) throw new Error(made.error.code);
  await addTheo(made.value);
  made.value.close();
  stores.openOwn();
});

async function addTheo(custody: Custody): Promise<void> {
  const ada = await custody.signIn('Ada', PIN, 'command-line');
  if (!ada.ok) throw new Error(ada.error.code);
  const added = await custody.execute(
    { command: 'operator.add', name: 'Theo', role: 'technician', pin: PIN },
    ada.value,
  );
  expect(added.ok).toBe(true);
}

beforeEach(() => {
  sessions.signOut();
  announced.length = 0;
  bugs.length = 0;
});

afterAll(() => {
  stores.close();
  rmSync(folder, { recursive: true });
});

test('nobody is answered before signing in, and whoever is signed in is the actor', async () => {
  expect(await addCase('CASE-1')).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } });
  expect(await ask('query', { name: 'case.list', args: {} })).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  expect(await ask('session.signIn', { name: 'Ada', pin: '000000' })).toMatchObject({
    error: { code: 'NOT_SIGNED_IN' },
  });

  expect(await ask('session.signIn', { name: 'Ada', pin: PIN })).toMatchObject({ value: { status: 'signed-in' } });
  expect(await addCase('CASE-1')).toMatchObject({ ok: true, events: [{ type: 'CASE_ADDED', actorRole: 'admin' }] });
  // A message that names another actor is not of any command's form.
  expect(await ask('command', { command: 'case.add', code: 'X', slots: 1, actorId: 'theo' })).toMatchObject({
    error: { code: 'INVALID', details: { field: 'actorId' } },
  });
});

test('locked, the session answers nothing until its PIN is given; what was confirmed is asked anew', async () => {
  await ask('session.signIn', { name: 'Ada', pin: PIN });
  await ask('session.lock', {});
  expect(announced.map(({ status }) => status)).toEqual(['signed-in', 'locked']);
  expect(await addCase('CASE-2')).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  expect(await ask('session.confirmPin', { pin: PIN })).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  expect(await ask('session.unlock', { pin: '000000' })).toMatchObject({ ok: false });
  expect(await ask('session.unlock', { pin: PIN })).toMatchObject({ value: { status: 'signed-in' } });
  expect(await addCase('CASE-2')).toMatchObject({ ok: true });
});

test('who touches nothing for five minutes is locked out; a key puts it off', async () => {
  await ask('session.signIn', { name: 'Theo', pin: PIN });
  passed += 4 * 60_000;
  sessions.active();
  passed += 4 * 60_000;
  sessions.tick();
  expect(sessions.state().status).toBe('signed-in');
  passed += 60_000;
  sessions.tick();
  expect(sessions.state()).toMatchObject({ status: 'locked', operator: { name: 'Theo' } });
});

test('another operator’s PIN counts for two minutes, or until a handover is committed', async () => {
  await ask('session.signIn', { name: 'Ada', pin: PIN });
  expect(await ask('session.confirmPin', { pin: PIN, operator: ' theo ' })).toMatchObject({ ok: true });
  expect(sessions.current()?.confirmedOperators).toHaveLength(1);
  passed += 2 * 60_000;
  expect(sessions.current()?.confirmedOperators).toEqual([]);
  expect(await ask('session.confirmPin', { pin: PIN, operator: 'nobody' })).toMatchObject({
    error: { code: 'NOT_SIGNED_IN' },
  });
});

test('a request that is not of its form is no refusal but a bug, and is reported', async () => {
  const raw = (text: unknown) => answer('session.signIn', handlers, text, (what) => bugs.push(what));
  for (const text of [
    { name: 'Ada' },
    'not JSON',
    '{"name":"Ada"}',
    '{"name":"Ada","pin":1}',
    '{"name":"A","pin":"1","x":1}',
  ]) {
    expect(await raw(text)).toBe('{"fault":"session.signIn"}');
  }
  expect(bugs).toHaveLength(5);
  // By its length alone, before it is read.
  expect(JSON.parse(await raw(`"${'x'.repeat(MAX_REQUEST_CHARS)}"`))).toMatchObject({
    ok: false,
    error: { code: 'INVALID', details: { field: 'request' } },
  });
  expect(bugs).toHaveLength(5);
});
