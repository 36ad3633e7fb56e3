import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anEvent, aStore, morning, storeId, type TestStore, unwrap, uuid } from '../testing/storeFixture.ts';
import { checkHead } from './checkHead.ts';
import { createDevice, deviceFolder } from './device.ts';
import { type HeadFile, type HeadReading, openHeadFile, readHead } from './headFile.ts';

/** A store whose device keeps its head, written after each append as the app does. */
function aWitnessedStore() {
  const made = aStore();
  const head = unwrap(openHeadFile(made.home, made.device));
  write(head, made);
  return { ...made, head, file: join(deviceFolder(made.home, storeId), `${made.device.deviceId}.head`) };
}

function write(head: HeadFile, { log }: TestStore, closed = false): void {
  const position = log.ownHead();
  if (position) head.write({ ...position, at: morning, closed });
}

const read = ({ home, device }: TestStore): HeadReading => unwrap(readHead(home, device));
const codes = (made: TestStore): string[] =>
  checkHead(made.store.db, read(made), made.device.deviceId).map(({ code }) => code);

test('the head says where the chain has come to; one that lags behind is no alarm', () => {
  const made = aWitnessedStore();
  expect(read(made)).toEqual({
    kind: 'head',
    head: { ...made.log.ownHead(), storeId, deviceId: made.device.deviceId, at: morning, closed: false },
  });
  made.append(anEvent(), anEvent());
  expect(codes(made)).toEqual([]);
  write(made.head, made);
  expect(codes(made)).toEqual([]);
});

test('a store that was closed in order and has gone on since: FOREIGN_EVENTS, since the first of them', () => {
  const made = aWitnessedStore();
  write(made.head, made, true);
  expect(codes(made)).toEqual([]);
  made.append(anEvent());
  expect(checkHead(made.store.db, read(made), made.device.deviceId)).toMatchObject([
    { code: 'FOREIGN_EVENTS', seq: 3 },
  ]);
});

/** What may have become of the newer of two heads, and of both. */
const torn: readonly (readonly [string, (bytes: Buffer, at: number) => void])[] = [
  ['torn in the middle', (bytes, at) => bytes.fill(0, at + 512, at + 1024)],
  ['zeroed', (bytes, at) => bytes.fill(0, at, at + 1024)],
  ['garbage', (bytes, at) => bytes.fill('xyz', at, at + 1024)],
  ['one byte flipped', (bytes, at) => bytes.writeUInt8((bytes[at + 100] ?? 0) ^ 1, at + 100)],
];

test.each(torn)('the newer slot %s: the older one counts; both: HEAD_DAMAGED', (_name, tear) => {
  const made = aWitnessedStore();
  const before = read(made);
  made.append(anEvent());
  write(made.head, made);
  // The first write goes to the second slot, the next one to the first.
  const bytes = readFileSync(made.file);
  tear(bytes, 0);
  writeFileSync(made.file, bytes);
  expect(read(made)).toEqual(before);
  tear(bytes, 4096);
  writeFileSync(made.file, bytes);
  expect(codes(made)).toEqual(['HEAD_DAMAGED']);
});

test('a head file cut short, or gone', () => {
  const made = aWitnessedStore();
  truncateSync(made.file, 4096);
  expect(codes(made)).toEqual(['HEAD_DAMAGED']);
  rmSync(made.file);
  expect(codes(made)).toEqual(['HEAD_MISSING']);
});

test('the head of another device, put in place of one’s own, is none', () => {
  const made = aWitnessedStore();
  const other = unwrap(createDevice(made.home, made.path, storeId, uuid('other'), []));
  const its = unwrap(openHeadFile(made.home, other));
  write(its, made);
  writeFileSync(made.file, readFileSync(join(deviceFolder(made.home, storeId), `${other.deviceId}.head`)));
  expect(codes(made)).toEqual(['HEAD_DAMAGED']);
});

test('on the disk it is signed, for whoever keeps a copy; a head with another signature is none', () => {
  const made = aWitnessedStore();
  expect(made.head.sync()).toBe(true);
  const { head, signature } = JSON.parse(readFileSync(made.file, 'utf8').slice(65, 1024));
  const signed = Buffer.from(
    JSON.stringify([head.storeId, head.deviceId, head.deviceSeq, head.hash, head.seq, head.at, head.closed]),
  );
  expect(made.device.verify(signed, Buffer.from(signature, 'hex'))).toBe(true);
  expect(made.device.verify(Buffer.from('another'), Buffer.from(signature, 'hex'))).toBe(false);
});

test('opened again, the head goes on from the newest slot', () => {
  const made = aWitnessedStore();
  made.append(anEvent());
  write(made.head, made);
  made.head.close();
  const again = unwrap(openHeadFile(made.home, made.device));
  made.append(anEvent());
  write(again, made);
  expect(read(made)).toMatchObject({ kind: 'head', head: { seq: 4 } });
});

test('a head that cannot be written is said, and is no reason to doubt the events', () => {
  const made = aWitnessedStore();
  made.head.close();
  const position = made.log.ownHead();
  if (!position) throw new Error('no head');
  expect([made.head.write({ ...position, at: 0, closed: false }), made.head.sync()]).toEqual([false, false]);
});
