import { strFromU8, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { packFileName, packLimits } from './packFormat.ts';
import { zipEntries } from './zipEntries.ts';

const bounds = { ...packLimits, isName: (name: string) => packFileName.safeParse(name).success };
const fault = (bytes: Uint8Array) => {
  const read = zipEntries(bytes, bounds);
  return typeof read === 'string' ? read : null;
};
const whole = Buffer.from(zipSync({ 'one.txt': strToU8('first '.repeat(50)), 'two.txt': strToU8('second') }));
const DIRECTORY = Buffer.from([0x50, 0x4b, 1, 2]);

/** A copy of an archive with four bytes of the first entry of its directory written anew. */
function told(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(value, copy.indexOf(DIRECTORY) + at);
  return copy;
}

/** An archive with a file of such a name, which its own program might refuse to write. */
function named(name: string): Buffer {
  const stand = `${'q'.repeat(name.length - 4)}.txt`;
  const bytes = Buffer.from(zipSync({ 'report.csv': strToU8('x'), [stand]: strToU8('x') }));
  return Buffer.from(bytes.toString('latin1').replaceAll(stand, name), 'latin1');
}

test('the files of an archive are what was packed', () => {
  const read = zipEntries(whole, bounds);
  const files =
    typeof read === 'string' ? [] : read.map(({ name, unpack }) => [name, strFromU8(unpack() ?? strToU8('?'))]);
  expect(files).toEqual([
    ['one.txt', 'first '.repeat(50)],
    ['two.txt', 'second'],
  ]);
});

test('names that lead elsewhere, that are there twice, or that are no files are refused', () => {
  for (const name of ['../a.txt', '/et/c.txt', 'a\\b\\c.txt', 'REPORT.csv', 'con\0.csvx', '.hid.txt', 'c:ab.txt']) {
    expect(fault(named(name))).toBe('names');
  }
  expect(fault(named('report.csv'))).toBe('twice');
  const link = 0o120777 * 2 ** 16;
  expect(fault(told(whole, 38, link))).toBe('names');
});

test('what is cut off, or has bytes that belong to no file, is refused', () => {
  for (let length = 0; length < whole.length; length++) expect(fault(whole.subarray(0, length))).toBe('form');
  expect(fault(Buffer.concat([whole, Buffer.from('more')]))).toBe('form');
  expect(fault(Buffer.concat([Buffer.from('MZ'), whole]))).toBe('form');
  const at = whole.indexOf(DIRECTORY);
  const between = Buffer.concat([whole.subarray(0, at), Buffer.from('more'), whole.subarray(at)]);
  const end = between.length - 22;
  between.writeUInt32LE(between.readUInt32LE(end + 16) + 4, end + 16);
  expect(fault(between)).toBe('form');
});

test('a bomb is refused before it is unpacked, and nothing unpacks to more than is told', () => {
  const bomb = Buffer.from(zipSync({ 'bomb.txt': new Uint8Array(1_000_000) }));
  expect(fault(told(bomb, 24, 0xfffffff0))).toBe('size');
  expect(fault(told(bomb, 24, 500_000_000))).toBe('size');
  expect(fault(told(bomb, 24, 10))).toBe('form');
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`f${i}.txt`, strToU8('x')]));
  expect(fault(zipSync(many))).toBe('size');

  const less = told(bomb, 24, 10);
  less.writeUInt32LE(10, 22);
  const read = zipEntries(less, bounds);
  expect(typeof read === 'string' ? read : read.map(({ unpack }) => unpack())).toEqual([null]);
});
