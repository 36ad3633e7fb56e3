import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from '../../electron/createStore.ts';
import { answer } from '../../electron/ipc/answer.ts';
import { openHandlers } from '../../electron/ipc/handlers.ts';
import { openImportKeeper } from '../../electron/ipc/importKeeper.ts';
import { openJobKeeper } from '../../electron/ipc/jobKeeper.ts';
import { openSessionKeeper } from '../../electron/ipc/sessionKeeper.ts';
import { openStoreKeeper } from '../../electron/ipc/storeKeeper.ts';
import { migrationsFolder } from '../../electron/store/migrate.ts';
import { idleBackups } from '../../electron/testing/idleBackups.ts';
import { idleLabels } from '../../electron/testing/idleLabels.ts';
import { idlePacks } from '../../electron/testing/idlePacks.ts';
import { idleReports } from '../../electron/testing/idleReports.ts';
import type { CaseRow, Page } from '../../shared/contract/answers.ts';
import { type Bridge, type ChannelName, channelNames, endpointNames } from '../../shared/ipc/names.ts';
import { systemClock } from '../../shared/time.ts';
import { openMain } from '../ask.ts';
import { answerKey } from './answers.ts';
import { createAppStore } from './store.ts';

// The window's state on the real main process: everything but Electron between them.
const PIN = '135790';
const folder = mkdtempSync(join(tmpdir(), 'assettrack-window-'));
const options = { path: join(folder, 'store.sqlite'), home: join(folder, 'home'), migrations: migrationsFolder };
const heard = new Map<ChannelName, Set<(text: string) => void>>(channelNames.map((name) => [name, new Set()]));
const announce = (channel: ChannelName, what: unknown) => {
  for (const listener of heard.get(channel) ?? []) listener(JSON.stringify(what));
};

const stores = openStoreKeeper({
  ...options,
  ownPath: options.path,
  startVerify: () => ({ outcome: new Promise(() => undefined), stop: () => undefined }),
  startDemo: () => ({ outcome: Promise.reject(new Error('not here')), stop: () => undefined }),
  startRestore: () => ({ outcome: new Promise(() => undefined), stop: () => undefined }),
  chooseSource: async () => null,
  announce: (state) => announce('store', state),
  appended: (events) => announce('appended', events),
  leaving: () => undefined,
  report: (what, error) => expect.unreachable(`${what}: ${String(error)}`),
});
const sessions = openSessionKeeper({
  custody: stores.custody,
  clock: systemClock,
  lockAfterMs: stores.lockAfterMs,
  announce: (state) => announce('session', state),
});
const jobs = openJobKeeper({
  announce: (state) => announce('job', state),
  newId: () => 'job',
  now: Date.now,
  report: (what, error) => expect.unreachable(`${what}: ${String(error)}`),
});
const handlers = openHandlers({
  stores,
  sessions,
  jobs,
  reports: idleReports(options.home),
  backups: idleBackups(options.home, { stores, sessions }),
  labels: idleLabels(),
  packs: idlePacks(),
  imports: openImportKeeper({
    home: options.home,
    migrations: migrationsFolder,
    clock: systemClock,
    jobs,
    newId: () => 'list',
    startImport: () => expect.unreachable('nothing is imported here'),
  }),
  info: () => ({ version: '1', electron: '33', packaged: false, theme: 'system' }),
  setTheme: () => undefined,
  saveText: async () => ({ ok: true, value: null }),
  fault: () => undefined,
});

const asked = vi.fn((_name: string) => undefined);
const bridge: Bridge = {
  platform: 'linux',
  ask: Object.fromEntries(
    endpointNames.map((name) => [
      name,
      (text: string) => {
        asked(name);
        return answer(name, handlers, text, (what, error) => expect.unreachable(`${what}: ${String(error)}`));
      },
    ]),
  ) as Bridge['ask'], // every name is there
  on: Object.fromEntries(
    channelNames.map((name) => [
      name,
      (listener: (text: string) => void) => {
        heard.get(name)?.add(listener);
        return () => heard.get(name)?.delete(listener);
      },
    ]),
  ) as unknown as Bridge['on'], // as above
};

beforeAll(async () => {
  const made = await createStore({ ...options, mode: 'write', organisation: 'Field Office', admin: 'Ada', pin: PIN });
  if (!made.ok) throw new Error(made.error.code);
  made.value.close();
  stores.openOwn();
});

beforeEach(() => {
  sessions.signOut();
});

afterAll(() => {
  stores.close();
  rmSync(folder, { recursive: true });
});

const args = { limit: 10 };
const key = answerKey('case.list', args);

/** A window that shows the list of cases, with Ada signed in. */
async function openWindow() {
  const store = createAppStore(openMain(bridge));
  expect(await store.getState().signIn('Ada', PIN)).toBeNull();
  store.getState().follow(key, 'case.list', args);
  const codes = () => (store.getState().answers[key]?.value as Page<CaseRow> | undefined)?.rows.map(({ code }) => code);
  await vi.waitFor(() => expect(codes()).toBeDefined());
  return { store, codes };
}

test('what is appended changes what is shown, and nothing else does', async () => {
  const { store, codes } = await openWindow();
  const before = codes();
  const refused = await store.getState().carryOut({ command: 'case.retire', code: 'NO-CASE', reason: 'gone' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(codes()).toEqual(before);
  asked.mockClear();
  await store.getState().carryOut({ command: 'case.add', code: 'CASE-1', slots: 2 });
  await vi.waitFor(() => expect(codes()).toEqual(['CASE-1']));
  // The command, then the one question whose answer it may have changed.
  expect(asked.mock.calls.map(([name]) => name)).toEqual(['command', 'query']);
});

test('a locked window keeps what it showed, asks again when it is unlocked, and forgets it for somebody else', async () => {
  const { store, codes } = await openWindow();
  const custody = stores.custody();
  const ada = await custody?.signIn('Ada', PIN, 'command-line');
  if (!ada?.ok) throw new Error('Ada cannot sign in');
  await custody?.execute({ command: 'operator.add', name: 'Theo', role: 'technician', pin: PIN }, ada.value);

  await store.getState().lock();
  await custody?.execute({ command: 'case.add', code: 'CASE-2', slots: 2 }, ada.value);
  await vi.waitFor(() => expect(store.getState().answers[key]?.asking).toBe(false));
  expect(codes()).toEqual(['CASE-1']);
  expect(await store.getState().unlock(PIN)).toBeNull();
  await vi.waitFor(() => expect(codes()).toEqual(['CASE-1', 'CASE-2']));

  const seen: unknown[] = [];
  store.subscribe(() => seen.push(codes()));
  await store.getState().switchOperator();
  expect(store.getState().switching).toBe(true);
  expect(await store.getState().signIn('Theo', PIN)).toBeNull();
  await vi.waitFor(() => expect(codes()).toEqual(['CASE-1', 'CASE-2']));
  // Not for a moment does Theo see what Ada was shown.
  expect(seen).toContain(undefined);
});

test('a command that needs the PIN again asks for it and goes on; without it, it is refused', async () => {
  const { store } = await openWindow();
  await store.getState().lock();
  sessions.signOut();
  expect(await store.getState().signIn('Ada', PIN)).toBeNull();
  // As if the PIN had been given long ago.
  Object.assign(sessions.current() ?? {}, { pinConfirmedAt: null });
  const added = [...(stores.custody()?.events({ type: 'CASE_ADDED' }) ?? [])][0];
  const correct = {
    command: 'event.correct',
    reason: 'Misread',
    eventId: added?.eventId,
    set: { name: 'Laptops' },
  } as const;

  const dropped = store.getState().carryOut(correct);
  await vi.waitFor(() => expect(store.getState().pinWish).not.toBeNull());
  store.getState().dropPin();
  expect(await dropped).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });

  const given = store.getState().carryOut(correct);
  await vi.waitFor(() => expect(store.getState().pinWish).not.toBeNull());
  expect(await store.getState().givePin('000000')).toMatchObject({ code: 'NOT_SIGNED_IN' });
  expect(await store.getState().givePin(PIN)).toBeNull();
  expect(await given).toMatchObject({ ok: true, events: [{ type: 'CASE_ADDED', correctionReason: 'Misread' }] });
});
