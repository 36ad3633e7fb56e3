import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnValue } from '../../shared/eventHash.ts';
import { eventHash, genesisHash } from './eventHash.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'event-hash.md'), 'utf8');

/** The columns as the page lists them. */
const columns = [...(/That makes 24: (.*)\./.exec(page)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');

const example: Record<string, ColumnValue> = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');

/** As somebody else would write it who has read nothing but the page. */
function strangersBytes(value: ColumnValue): Buffer {
  if (value === null) return Buffer.from([0]);
  const [kind, bytes] =
    typeof value === 'number'
      ? [1, Buffer.from(BigInt.asUintN(64, BigInt(value)).toString(16).padStart(16, '0'), 'hex')]
      : typeof value === 'string'
        ? [2, Buffer.from(value, 'utf8')]
        : [3, Buffer.from(value)];
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([Buffer.from([kind]), length, bytes]);
}

const strangersHash = (domain: string, values: readonly ColumnValue[]): string =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${domain}\0`), ...values.map(strangersBytes)]))
    .digest('hex');

/** As `eventHash` takes it: `seq` and `received_at` in front, `prev_hash` in hex at the end. */
const rowOf = (values: readonly ColumnValue[], prevHash: string): ColumnValue[] => [
  7,
  1_795_248_000_123,
  ...values,
  prevHash,
];

test('the example of the page holds, for us and for a stranger who reads it', () => {
  const { stream_id, device_id, publicKey, prev_hash, hash } = example;
  const values = columns.slice(0, -1).map((column) => example[column] ?? null);
  expect(genesisHash(String(stream_id), String(device_id), String(publicKey))).toBe(prev_hash);
  expect(eventHash(rowOf(values, String(prev_hash)))).toBe(hash);

  const key = Buffer.from(String(publicKey), 'hex');
  expect(strangersHash('assettrack-genesis-v1', [stream_id ?? null, device_id ?? null, key])).toBe(prev_hash);
  expect(strangersHash('assettrack-event-v1', [...values, Buffer.from(String(prev_hash), 'hex')])).toBe(hash);
});

const column: fc.Arbitrary<ColumnValue> = fc.oneof(
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const row = fc.tuple(
  fc.array(column, { minLength: 23, maxLength: 23 }),
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
);

test('any values are hashed as the page says', () => {
  fc.assert(
    fc.property(row, ([values, prev]) => {
      const bytes = Buffer.from(prev);
      expect(eventHash(rowOf(values, bytes.toString('hex')))).toBe(
        strangersHash('assettrack-event-v1', [...values, bytes]),
      );
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('a text of a megabyte, and after it a short one, are hashed as the page says', () => {
  for (const long of ['é'.repeat(500_000), 'e']) {
    const values: ColumnValue[] = Array.from({ length: 23 }, () => long);
    const expected = strangersHash('assettrack-event-v1', [...values, Buffer.alloc(32)]);
    expect(eventHash(rowOf(values, '00'.repeat(32)))).toBe(expected);
  }
});

test('shifting text from one column to its neighbour, or null for empty, makes another hash', () => {
  const hashOf = (...values: ColumnValue[]) =>
    eventHash(rowOf([...values, ...Array.from({ length: 23 - values.length }, () => null)], '00'.repeat(32)));
  const variants = [
    hashOf('ab', 'c'),
    hashOf('a', 'bc'),
    hashOf('abc', ''),
    hashOf('abc', null),
    hashOf('', 'abc'),
    hashOf(1, 'abc'),
    hashOf('1', 'abc'),
  ];
  expect(new Set(variants).size).toBe(variants.length);
});

test.each([0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])('%s is no number that a hash can cover', (number) => {
  expect(() => eventHash(rowOf([number], '00'.repeat(32)))).toThrow('not a whole number');
});
