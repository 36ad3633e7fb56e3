import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Custody, openCustody } from '../custody.ts';
import { openDatabase } from '../store/database.ts';
import { migrationsFolder, readMigrations } from '../store/migrate.ts';
import { openOperatorSecrets } from '../store/operatorSecrets.ts';
import { prepareTestStores, type TestStore } from '../testing/openTestStore.ts';
import { keyIdOf } from './pin.ts';
import { makePinKey, readPinKey } from './pinKey.ts';
import { newRecoveryCode } from './recoveryCode.ts';

const PIN = '135790';
let stores: Awaited<ReturnType<typeof prepareTestStores>>;

beforeAll(async () => {
  stores = await prepareTestStores(Date.UTC(2024, 10, 21, 8));
});
afterAll(() => stores.remove());

/** @param closes  the story closes the store by itself, as somebody does who moves it */
function begin(closes = false): TestStore & { readonly hashOf: (who: keyof TestStore['cast']) => string } {
  const store = stores.open();
  onTestFinished(() => (closes ? rmSync(dirname(store.path), { recursive: true }) : store.remove()));
  return { ...store, hashOf: (who) => hashIn(store.path, store.cast[who].operatorId) };
}

function hashIn(path: string, operatorId: string): string {
  const opened = openDatabase(path, { readonly: true, migrations: readMigrations(migrationsFolder) });
  if (!opened.ok) throw new Error(opened.error.code);
  const hash = openOperatorSecrets(opened.value.db).find(operatorId)?.pinHash;
  opened.value.close();
  return hash ?? '';
}

const bind = async ({ custody, cast }: TestStore, bindPins = true) =>
  expect(await custody.execute({ command: 'settings.change', set: { bindPins } }, cast.admin)).toMatchObject({
    ok: true,
  });

/** What `store.health` says of the PINs. */
function pins(custody: Custody): unknown {
  const answer = custody.query('store.health', {}, null);
  return answer.ok && (answer.value as { readonly device: { readonly pins: unknown } }).device.pins; // as the contract has it
}

test('without a way back no PIN is bound, whatever is wished; with one it is, at its next use, and let go the same way', async () => {
  const store = begin();
  const { custody, cast, hashOf } = store;
  await bind(store);
  await custody.signIn('Theo', PIN, 'window');
  expect(keyIdOf(hashOf('technician'))).toBeNull();

  await custody.setRecoveryCode(cast.admin, newRecoveryCode());
  const before = hashOf('technician');
  expect(await custody.signIn('Theo', '000000', 'window')).toMatchObject({ ok: false });
  expect(hashOf('technician')).toBe(before);
  expect(await custody.signIn('Theo', PIN, 'window')).toMatchObject({ ok: true });
  expect(hashOf('technician')).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1,keyid=[A-Za-z0-9+/]{11}\$/);
  expect(pins(custody)).toEqual({ here: 1, anywhere: 3, elsewhere: 0 });
  expect(await custody.signIn('Theo', '000000', 'window')).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  expect(await custody.signIn('Theo', PIN, 'window')).toMatchObject({ ok: true });

  await bind(store, false);
  await custody.signIn('Theo', PIN, 'window');
  expect(keyIdOf(hashOf('technician'))).toBeNull();
});

test('a bound hash lies nowhere in the file without its key, the one before neither', async () => {
  const { custody, cast, path, hashOf, ...store } = begin(true);
  await custody.setRecoveryCode(cast.admin, newRecoveryCode());
  const before = hashOf('coordinator');
  await bind({ custody, cast, path, ...store });
  await custody.signIn('Cora', PIN, 'window');
  const copy = join(dirname(path), 'copy');
  custody.close();
  cpSync(path, copy);
  expect(readFileSync(copy, 'latin1')).toContain(hashIn(copy, cast.coordinator.operatorId));
  expect(readFileSync(copy, 'latin1')).not.toContain(before.slice(-40));
});

test('on another laptop it says so and costs no try; the recovery code lets in, and PINs are given anew', async () => {
  const store = begin(true);
  const { custody, cast, path, clock } = store;
  const code = newRecoveryCode();
  await custody.setRecoveryCode(cast.admin, code);
  await bind(store);
  for (const name of ['Ada', 'Theo']) await custody.signIn(name, PIN, 'window');

  const folder = join(dirname(path), 'other');
  mkdirSync(folder);
  const there = { path: join(folder, 'store.assettrack'), home: join(folder, 'home'), clock } as const;
  custody.close();
  cpSync(path, there.path);
  const opened = openCustody({ ...there, mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.code);
  const other = opened.value;
  try {
    const elsewhere = { code: 'NOT_SIGNED_IN', details: { operator: 'Ada', why: 'hashed-elsewhere' } };
    for (let n = 0; n < 12; n += 1) {
      expect(await other.signIn('Ada', PIN, 'window')).toEqual({ ok: false, error: elsewhere });
    }
    expect(pins(other)).toEqual({ here: 0, anywhere: 2, elsewhere: 2 });
    expect(await other.signIn('Cora', PIN, 'window')).toMatchObject({ ok: true });

    expect(await other.useRecoveryCode({ operator: 'Ada', code, pin: '246801' })).toMatchObject({ ok: true });
    const admin = await other.signIn('Ada', '246801', 'command-line');
    if (!admin.ok) throw new Error(admin.error.code);
    const renew = { command: 'operator.set_pin', name: 'Theo', pin: '864209' };
    expect(await other.execute(renew, admin.value)).toMatchObject({ ok: true });
    expect(await other.signIn('Theo', '864209', 'window')).toMatchObject({ ok: true });
    // Cora came while there was a code still, and is bound to this laptop. Ada, who used it up, is the way in from now on.
    expect(pins(other)).toEqual({ here: 1, anywhere: 3, elsewhere: 0 });
  } finally {
    other.close();
  }
});

test('the key is made once, whoever comes first, and one that cannot be read is never written over', () => {
  const { path } = begin();
  const folder = dirname(path);
  const made = makePinKey(folder);
  expect(made?.secret).toHaveLength(32);
  expect(makePinKey(folder)).toEqual(made);
  expect(makePinKey(join(folder, 'nowhere'))).toBeNull();

  const file = join(folder, 'pin-key');
  writeFileSync(file, '{"format":1,"key":"c2hvcnQ="}');
  expect([readPinKey(folder), makePinKey(folder)]).toEqual([null, null]);
  expect(readFileSync(file, 'utf8')).toContain('c2hvcnQ=');
  rmSync(file);
  expect(makePinKey(folder)?.id).not.toBe(made?.id);
});
