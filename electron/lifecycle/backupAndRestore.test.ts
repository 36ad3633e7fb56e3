import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createDatabase } from '../store/database.ts';
import { createDevice } from '../store/device.ts';
import { openEventLog } from '../store/eventLog.ts';
import { migrationsFolder, readMigrations } from '../store/migrate.ts';
import { codeOf, holders, useLaptops, work } from '../testing/laptops.ts';
import { deviceAdded, storeId } from '../testing/storeFixture.ts';

const { path, laptop, create, open, closeAll, backup, restore, findings } = useLaptops();

test('a backup is made while the app is open, and is the store up to that moment', async () => {
  const here = laptop('here');
  const custody = await create(here);
  await work(custody, ['Bob', 'Carol']);
  const made = await backup(here, path('backup.sqlite'));
  await work(custody, ['Dave']);

  const last = [...custody.events({})].findLast(({ data }) => data.name === 'Carol');
  expect(made).toMatchObject({
    ok: true,
    value: { events: last?.seq, chainHead: { seq: last?.seq, hash: last?.hash } },
  });
  expect(holders(open({ ...here, store: path('backup.sqlite') }, 'read'))).toEqual(['Bob', 'Carol']);
});

test('a restored store goes on in a new chain, and what it replaced is kept whole', async () => {
  const here = laptop('here');
  const custody = await create(here);
  await work(custody, ['Bob']);
  await backup(here, path('backup.sqlite'));
  const backupSeq = [...custody.events({})].length;
  await work(custody, ['Carol']);
  const formerSeq = [...custody.events({})].length;
  custody.close();

  const restored = await restore(here, path('backup.sqlite'));
  const replaced = path('here/custody.replaced-2026-11-21T14-30-00Z.sqlite');
  expect(restored).toMatchObject({
    ok: true,
    value: { replaced, formerHead: { seq: formerSeq }, backupHead: { seq: backupSeq } },
  });

  const after = open(here);
  await work(after, ['Dave']);
  expect(holders(after)).toEqual(['Bob', 'Dave']);
  const devices = [...after.events({ type: 'DEVICE_ADDED' })];
  expect(devices.map(({ deviceSeq }) => deviceSeq)).toEqual([1, 1]);
  expect(devices[1]?.data.formerHead).toMatchObject({ deviceId: devices[0]?.deviceId });
  expect(findings(here)).toEqual([]);

  expect(holders(open({ home: path('nobody'), store: replaced }, 'read'))).toEqual(['Bob', 'Carol']);
});

test('no replaced store is ever written over', async () => {
  const here = laptop('here');
  (await create(here)).close();
  await backup(here, path('backup.sqlite'));
  for (const _ of [1, 2, 3]) expect(codeOf(await restore(here, path('backup.sqlite')))).toBe('done');
  expect(readdirSync(path('here')).filter((name) => name.includes('.replaced-'))).toEqual([
    'custody.replaced-2026-11-21T14-30-00Z-2.sqlite',
    'custody.replaced-2026-11-21T14-30-00Z-3.sqlite',
    'custody.replaced-2026-11-21T14-30-00Z.sqlite',
  ]);
});

test('a store that was lost or ruined comes back', async () => {
  const here = laptop('here');
  const custody = await create(here);
  await work(custody, ['Bob']);
  custody.close();
  await backup(here, path('backup.sqlite'));

  rmSync(here.store);
  expect(await restore(here, path('backup.sqlite'))).toMatchObject({
    ok: true,
    value: { replaced: null, formerHead: null },
  });
  const lost = open(here);
  expect(holders(lost)).toEqual(['Bob']);
  const end = [...lost.events()].at(-1)?.seq;
  closeAll();

  writeFileSync(here.store, 'coffee '.repeat(10_000));
  // Where it had come to, the head file still knows.
  expect(await restore(here, path('backup.sqlite'))).toMatchObject({ ok: true, value: { formerHead: { seq: end } } });
  expect(holders(open(here))).toEqual(['Bob']);
  expect(findings(here)).toEqual([]);
});

test('a backup from another laptop brings its events along', async () => {
  const [here, there] = [laptop('here'), laptop('there')];
  const custody = await create(here);
  await work(custody, ['Bob']);
  custody.close();
  await backup(here, path('to-there.sqlite'));
  await restore(there, path('to-there.sqlite'));
  const elsewhere = open(there);
  await work(elsewhere, ['Carol']);
  closeAll();
  await backup(there, path('to-here.sqlite'));

  expect(codeOf(await restore(here, path('to-here.sqlite')))).toBe('done');
  expect(holders(open(here))).toEqual(['Bob', 'Carol']);
  expect(findings(here)).toEqual([]);
});

test('a backup that an earlier release made is brought up to date', async () => {
  const here = laptop('here');
  const known = readMigrations(migrationsFolder);
  const old = createDatabase(path('old.sqlite'), known.slice(0, 3));
  const device = createDevice(path('elsewhere'), path('old.sqlite'), storeId, randomUUID(), []);
  if (!old.ok || !device.ok) throw new Error('the earlier release has no store');
  const log = openEventLog(old.value.db, device.value);
  old.value.db.transaction(() => log.append([deviceAdded(device.value)]))();
  old.value.close();

  expect(codeOf(await restore(here, path('old.sqlite')))).toBe('done');
  expect(findings(here)).toEqual([]);
  const restored = new Database(here.store, { readonly: true });
  expect(restored.pragma('user_version', { simple: true })).toBe(known.length);
  restored.close();
});

test('nothing is restored over a store that somebody is writing to, nor from anything but a whole backup of it', async () => {
  const [here, other] = [laptop('here'), laptop('other')];
  const custody = await create(here);
  await work(custody, ['Bob', 'Carol']);
  await backup(here, path('backup.sqlite'));
  expect(codeOf(await restore(here, path('backup.sqlite')))).toBe('STORE_BUSY');
  custody.close();
  (await create(other)).close();
  await backup(other, path('other.sqlite'));
  damage(path('backup.sqlite'), path('damaged.sqlite'));
  const before = readFileSync(here.store);

  expect(await restore(here, path('damaged.sqlite'))).toMatchObject({
    ok: false,
    error: {
      code: 'STORE_DAMAGED',
      details: { findings: expect.arrayContaining([expect.objectContaining({ code: 'HASH' })]) },
    },
  });
  expect(codeOf(await restore(here, path('other.sqlite')))).toBe('INVALID');
  expect(codeOf(await restore(here, here.store))).toBe('INVALID');
  expect(codeOf(await restore(here, path('nothing.sqlite')))).toBe('CANNOT_READ');
  expect(readFileSync(here.store).equals(before)).toBe(true);
  expect(readdirSync(path('here')).filter((name) => /replaced|restoring/.test(name))).toEqual([]);
  expect(holders(open(here))).toEqual(['Bob', 'Carol']);
});

test('a damaged store gives no backup, and the older backup stays', async () => {
  const here = laptop('here');
  const custody = await create(here);
  await work(custody, ['Bob']);
  custody.close();
  await backup(here, path('backup.sqlite'));
  const good = readFileSync(path('backup.sqlite'));
  damage(here.store, path('here/damaged.sqlite'));

  const ruined = { home: path('nobody'), store: path('here/damaged.sqlite') };
  expect(codeOf(await backup(ruined, path('backup.sqlite')))).toBe('STORE_DAMAGED');
  expect(codeOf(await backup(here, here.store))).toBe('CANNOT_WRITE');
  expect(codeOf(await backup(here, path('missing/backup.sqlite')))).toBe('CANNOT_WRITE');
  expect(readFileSync(path('backup.sqlite')).equals(good)).toBe(true);
});

test('a store whose last events are gone gives no backup', async () => {
  const here = laptop('here');
  const custody = await create(here);
  await backup(here, path('early.sqlite'));
  await work(custody, ['Bob']);
  custody.close();
  writeFileSync(here.store, readFileSync(path('early.sqlite')));

  expect(await backup(here, path('backup.sqlite'))).toMatchObject({
    ok: false,
    error: { code: 'STORE_DAMAGED', details: { findings: [{ code: 'HEAD_AHEAD' }] } },
  });
  expect(existsSync(path('backup.sqlite'))).toBe(false);
});

/** A copy in which a holder has another name than was recorded; the triggers that forbid it are put back. */
function damage(from: string, to: string): void {
  writeFileSync(to, readFileSync(from));
  const db = new Database(to);
  const trigger = db
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'events_refuse_update'")
    .pluck()
    .get();
  db.exec('DROP TRIGGER events_refuse_update');
  db.exec(`UPDATE events SET data = replace(data, 'Bob', 'Rob') WHERE type = 'HOLDER_ADDED'`);
  db.exec(trigger ?? '');
  db.close();
}
