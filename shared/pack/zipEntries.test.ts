import { Inflate, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { packFileName, packLimits } from './packFormat.ts';
import { type ZipEntry, zipEntries } from './zipEntries.ts';

const bounds = { ...packLimits, isName: (name: string) => packFileName.safeParse(name).success };
const read = (bytes: Uint8Array) =>
  zipEntries(bytes, bounds, {
    inflater: (take) => {
      const stream = new Inflate(take);
      return (packed, last) => stream.push(packed, last);
    },
  });
const fault = (bytes: Uint8Array) => {
  const entries = read(bytes);
  return typeof entries === 'string' ? entries : null;
};
/** What is in a file; null where it does not unpack to what is declared. */
function contentOf({ unpack }: ZipEntry): string | null {
  const pieces: Uint8Array[] = [];
  const unpacking = unpack();
  for (;;) {
    const next = unpacking.next();
    if (next.done) return next.value ? Buffer.concat(pieces).toString() : null;
    pieces.push(next.value);
  }
}
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
  const entries = read(whole);
  const files = typeof entries === 'string' ? [] : entries.map((entry) => [entry.name, contentOf(entry)]);
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
  const entries = read(less);
  expect(typeof entries === 'string' ? entries : entries.map(contentOf)).toEqual([null]);
});

test('a file comes in pieces, however well it was packed, and one of another size than declared is none', () => {
  const zeros = Buffer.from(zipSync({ 'zeros.txt': new Uint8Array(1_000_000) }, { level: 9 }));
  const entries = read(zeros);
  const sizes = typeof entries === 'string' ? [] : entries.flatMap(({ unpack }) => [...unpack()].map((p) => p.length));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(64 * 1024);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_000_000);

  const more = told(zeros, 24, 1_000_001);
  more.writeUInt32LE(1_000_001, 22);
  const longer = read(more);
  expect(typeof longer === 'string' ? longer : longer.map(contentOf)).toEqual([null]);
});
