import { createPublicKey, verify } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exampleLog } from '../testing/exampleLog.ts';
import { aStore, refusal, reopen, storeId, tempFolder, unwrap, uuid } from '../testing/storeFixture.ts';
import { type Chain, chains } from './chains.ts';
import { createDevice, deviceAddedData, deviceFolder, findDevice } from './device.ts';
import { pinDevices, readPins } from './pins.ts';

/** A closed store with its one device, and how this installation would go on with it when it lay at `path`. */
function aLaptop() {
  const { path, home, device, store } = aStore();
  const all = chains(store.db);
  store.close();
  const deviceAt = (at: string, mode: 'write' | 'read' = 'write', known: readonly Chain[] = all) =>
    unwrap(findDevice(home, at, storeId, known, mode))?.deviceId ?? null;
  return { path, home, device, all, deviceAt };
}

test('an installation goes on as the device that it was', () => {
  const { path, device, deviceAt } = aLaptop();
  expect(deviceAt(path)).toBe(device.deviceId);
});

test('by another name the store is the same one', () => {
  const { path, device, deviceAt } = aLaptop();
  symlinkSync(path, `${path}-link`);
  expect(deviceAt(`${path}-link`)).toBe(device.deviceId);
});

test('a store that was moved keeps its device, and a copy made from there later gets none', () => {
  const { path, device, deviceAt } = aLaptop();
  const moved = `${path}-moved`;
  renameSync(path, moved);
  expect(deviceAt(moved)).toBe(device.deviceId);
  copyFileSync(moved, path);
  expect([deviceAt(path), deviceAt(moved)]).toEqual([null, device.deviceId]);
});

test('a copy beside the store gets no device, until the store is gone', () => {
  const { path, device, deviceAt } = aLaptop();
  const copy = `${path}-copy`;
  copyFileSync(path, copy);
  expect([deviceAt(copy), deviceAt(path)]).toEqual([null, device.deviceId]);
  rmSync(path);
  expect(deviceAt(copy)).toBe(device.deviceId);
});

test('reading a moved store does not bind its device anew', () => {
  const { path, home, device, deviceAt } = aLaptop();
  const key = join(deviceFolder(home, storeId), `${device.deviceId}.json`);
  const before = readFileSync(key, 'utf8');
  renameSync(path, `${path}-moved`);
  expect(deviceAt(`${path}-moved`, 'read')).toBe(device.deviceId);
  expect(readFileSync(key, 'utf8')).toBe(before);
});

test('a copy and its original each find their own device, also when the copy took the original’s place', () => {
  const { path, home, device, all, deviceAt } = aLaptop();
  const copy = `${path}-copy`;
  copyFileSync(path, copy);
  const second = unwrap(createDevice(home, copy, storeId, uuid('second'), all));
  const [only] = all;
  if (!only) throw new Error('no chain');
  const its: Chain[] = [...all, { ...only, deviceId: second.deviceId, publicKey: second.publicKey, seq: 99 }];
  expect([deviceAt(path), deviceAt(copy, 'write', its)]).toEqual([device.deviceId, second.deviceId]);

  rmSync(path);
  copyFileSync(copy, path);
  rmSync(copy);
  expect(deviceAt(path, 'write', its)).toBe(second.deviceId);
});

test('without its key, or with a key that the log does not know, a device is not found', () => {
  const { path, home, device, all, deviceAt } = aLaptop();
  const other = all.map((chain) => ({ ...chain, publicKey: '07'.repeat(32) }));
  expect(deviceAt(path, 'write', other)).toBeNull();
  const key = join(deviceFolder(home, storeId), `${device.deviceId}.json`);
  const text = readFileSync(key, 'utf8');
  writeFileSync(key, text.slice(0, 100));
  expect(deviceAt(path)).toBeNull();
  rmSync(key);
  expect(deviceAt(path)).toBeNull();
  expect(unwrap(findDevice(join(home, 'none'), path, storeId, all, 'write'))).toBeNull();
});

test('the key is for this user alone, signs for the public key in the log, and never leaves the file', () => {
  const { path, home } = exampleLog();
  const { db } = reopen(path, { readonly: true });
  const device = unwrap(createDevice(home, path, storeId, uuid('second'), chains(db)));
  const folder = deviceFolder(home, storeId);
  const key = join(folder, `${device.deviceId}.json`);
  if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600);

  // RFC 8410: this prefix makes the 32 bytes a key that anybody's library reads.
  const spki = Buffer.from(`302a300506032b6570032100${device.publicKey}`, 'hex');
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const message = Buffer.from('seen at event 7');
  expect(verify(null, message, publicKey, device.sign(message))).toBe(true);

  const { privateKey } = JSON.parse(readFileSync(key, 'utf8'));
  expect(JSON.stringify([device, deviceAddedData(device, null)])).not.toContain(privateKey);
  expect(readdirSync(folder)).toContain('known-devices');
});

test('short codes are three characters nobody confuses, and unlike those there are', () => {
  const { path, home } = exampleLog();
  const taken: Chain[] = [];
  for (let n = 0; n < 6; n++) {
    const device = unwrap(createDevice(home, path, storeId, uuid(`d${n}`), taken));
    expect(device.shortCode).toMatch(/^[A-HJ-NP-Z2-9]{3}$/);
    taken.push({ ...device, firstSeq: n, seq: n, deviceSeq: 1, hash: '', hlc: '', recordedAt: 0 });
  }
  expect(new Set(taken.map(({ shortCode }) => shortCode)).size).toBe(6);
});

test('keys are pinned at the first meeting: a device that turns up later is not, and none is replaced', () => {
  const folder = tempFolder();
  expect(readPins(folder)).toBeNull();
  pinDevices(folder, [{ deviceId: 'a', publicKey: '1' }]);
  pinDevices(folder, [
    { deviceId: 'a', publicKey: '2' },
    { deviceId: 'b', publicKey: '3' },
  ]);
  expect([...(readPins(folder) ?? [])].sort()).toEqual([
    ['a', '1'],
    ['b', '3'],
  ]);
});

test('a folder that cannot hold a key is said so; an id that is no id leads nowhere else', () => {
  const { path } = exampleLog();
  const home = join(tempFolder(), 'home');
  writeFileSync(home, 'a file in its place');
  expect(refusal(createDevice(home, path, storeId, uuid('d'), [])).code).toBe('CANNOT_WRITE');
  mkdirSync(join(tempFolder(), 'devices'), { recursive: true });
  expect(deviceFolder('/home', '../../../../etc/cron.d/0123456789012')).toMatch(/^.home.devices.[0-9a-f]{64}$/);
});
