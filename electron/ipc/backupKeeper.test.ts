import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobState } from '../../shared/ipc/contract.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { backupStore } from '../lifecycle/backupStore.ts';
import { previewRestore } from '../lifecycle/previewRestore.ts';
import { restoreStore } from '../lifecycle/restoreStore.ts';
import { migrationsFolder } from '../store/migrate.ts';
import { idleStores } from '../testing/idleStores.ts';
import { holders, type Laptop, signedIn, useLaptops, work } from '../testing/laptops.ts';
import { openBackupKeeper } from './backupKeeper.ts';
import { openJobKeeper } from './jobKeeper.ts';
import type { Job } from './jobs.ts';
import { openSessionKeeper } from './sessionKeeper.ts';
import { openStoreKeeper } from './storeKeeper.ts';

const { laptop, create } = useLaptops();
const PIN = '246810';
const stop = new AbortController().signal;
const jobOf = (outcome: Promise<unknown>): Job => ({ outcome, stop: () => undefined });

/** The main process around a store, its workers in this process, at a clock that the story sets. */
async function startApp({ home, store }: Laptop) {
  const clock = { now: Date.now() };
  const bugs: string[] = [];
  const ended: JobState[] = [];
  const stores = openStoreKeeper({
    ...idleStores,
    ownPath: store,
    home,
    migrations: migrationsFolder,
    leaving: () => sessions.signOut(),
    report: (what) => bugs.push(what),
  });
  const sessions = openSessionKeeper({
    custody: stores.custody,
    clock: { monotonic: () => performance.now() },
    lockAfterMs: () => HOUR_MS,
    announce: () => undefined,
  });
  let waiting: (() => void)[] = [];
  const jobs = openJobKeeper({
    announce(state) {
      if (state.state === 'running') return;
      ended.push(state);
      for (const go of waiting) go();
      waiting = [];
    },
    newId: () => String(ended.length + 1),
    now: () => clock.now,
    report: (what) => bugs.push(what),
  });
  const backups = openBackupKeeper({
    home,
    migrations: migrationsFolder,
    stores,
    sessions,
    jobs,
    now: () => clock.now,
    startBackup: (needs) => jobOf(backupStore({ ...needs, stop })),
    startRestore: ({ task, ...needs }) =>
      jobOf(task === 'preview' ? previewRestore({ ...needs, stop }) : restoreStore({ ...needs, stop })),
    chooseTarget: async () => null,
    chooseSource: async () => null,
  });
  stores.openOwn();
  expect((await sessions.signIn('Ada', PIN)).ok).toBe(true);
  return {
    clock,
    stores,
    sessions,
    backups,
    bugs,
    next: async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return ended.at(-1);
    },
    custody() {
      const custody = stores.custody();
      if (!custody) throw new Error('no store is open');
      return custody;
    },
  };
}

test('the day’s backup is made by itself, once, and not when nothing was recorded', async () => {
  const here = laptop('here');
  (await create(here)).close();
  const { backups, clock, next, custody, stores, bugs } = await startApp(here);
  backups.tick();
  expect(await next()).toMatchObject({ kind: 'backup', state: 'done' });
  const [first] = backups.list().rows;
  expect(first?.file).toMatch(/^backup-.*Z\.sqlite$/);
  expect([...custody().events({ type: 'BACKUP_MADE' })]).toMatchObject([
    { actorKind: 'system', data: { file: first?.file, chainHead: { seq: expect.any(Number) } } },
  ]);

  // Nothing new: nothing is due, however late it gets.
  clock.now += 3 * DAY_MS;
  expect(backups.list().dueAt).toBeNull();
  await work(custody(), ['Bob']);
  backups.tick();
  await next();
  expect(backups.list().rows).toHaveLength(2);
  await work(custody(), ['Carol']);
  clock.now += HOUR_MS;
  backups.tick();
  expect(backups.list().dueAt).toBeGreaterThan(clock.now);
  expect(bugs).toEqual([]);
  stores.close();
});

test('an admin comes back from a backup after seeing what is lost; the receipt of it is in the new record', async () => {
  const here = laptop('here');
  (await create(here)).close();
  const { backups, next, custody, sessions, stores, bugs } = await startApp(here);
  await work(custody(), ['Bob']);
  await backups.backUpNow('own');
  await next();
  const path = backups.list().rows[0]?.path ?? '';
  await work(custody(), ['Carol']);

  expect(await backups.restore(path, PIN)).toMatchObject({ ok: false, error: { code: 'INVALID' } });
  backups.preview(path);
  expect(await next()).toMatchObject({ state: 'done', outcome: { lost: { rows: expect.any(Array) } } });
  expect(await backups.restore(path, '999999')).toMatchObject({ ok: false });
  expect(holders(custody())).toEqual(['Bob', 'Carol']);
  expect(await backups.restore(path, PIN)).toMatchObject({ ok: true, value: { state: 'open' } });

  expect(holders(custody())).toEqual(['Bob']);
  expect(sessions.state()).toEqual({ status: 'signed-out' });
  expect([...custody().events({ type: 'STORE_RESTORED' })]).toMatchObject([
    { actorKind: 'user', data: { replaced: expect.stringContaining('.replaced-') } },
  ]);
  expect(readdirSync(join(here.store, '..')).filter((name) => name.includes('.replaced-'))).toHaveLength(1);
  await work(custody(), ['Dave']);
  expect(bugs).toEqual([]);
  stores.close();
});

test('what cannot be restored leaves the store as it was, and its admin signed in; nobody else comes so far', async () => {
  const here = laptop('here');
  const custody = await create(here);
  await custody.execute(
    { command: 'operator.add', name: 'Theo', role: 'technician', pin: PIN },
    await signedIn(custody),
  );
  custody.close();
  const app = await startApp(here);
  app.backups.preview(join(here.store, '..', 'nothing.sqlite'));
  expect(await app.next()).toMatchObject({ state: 'failed', error: { code: 'CANNOT_READ' } });
  await app.sessions.signIn('Theo', PIN);
  expect(await app.backups.backUpNow('own')).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  expect(app.backups.preview('x')).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  expect(app.backups.list()).toEqual({ folder: '', rows: [], dueAt: null });
  expect(app.bugs).toEqual([]);
  app.stores.close();
});
