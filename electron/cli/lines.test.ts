import { describe, expect, it } from 'vitest';
import { decodeUtf8, readLines } from './lines.ts';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

const linesOf = async (text: string, size: number, maxBytes = 100): Promise<(string | null)[]> => {
  const lines: (string | null)[] = [];
  for await (const { number, bytes } of readLines(inChunks(Buffer.from(text), size), maxBytes)) {
    expect(number).toBe(lines.length + 1);
    lines.push(bytes && decodeUtf8(bytes));
  }
  return lines;
};

describe('a stream of lines', () => {
  it('is cut the same way wherever its chunks end, also inside a character', async () => {
    const text = 'first\r\n\nthird 漢字 😀\nlast without a line feed';
    for (const size of [1, 2, 3, 7, 1000]) {
      expect(await linesOf(text, size)).toEqual(['first\r', '', 'third 漢字 😀', 'last without a line feed']);
    }
  });

  it('ends with its last line feed, and an empty one has no lines', async () => {
    expect(await linesOf('a\nb\n', 3)).toEqual(['a', 'b']);
    expect(await linesOf('', 3)).toEqual([]);
  });

  it('gives up a line that is too long and goes on with the next', async () => {
    const text = `${'x'.repeat(101)}\n${'y'.repeat(100)}\n${'z'.repeat(5000)}`;
    for (const size of [1, 64, 10_000]) expect(await linesOf(text, size)).toEqual([null, 'y'.repeat(100), null]);
  });

  it('does not collect what it gives up', async () => {
    let biggest = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 2000; i++) {
        yield Buffer.alloc(256 * 1024, 'x');
        if (i % 100 === 0) biggest = Math.max(biggest, process.memoryUsage().arrayBuffers);
      }
      yield Buffer.from('\nnext\n');
    }
    const lengths: (number | null)[] = [];
    for await (const { bytes } of readLines(endless(), 1000)) lengths.push(bytes?.length ?? null);
    expect(lengths).toEqual([null, 4]);
    expect(biggest).toBeLessThan(200 * 1024 * 1024);
  });

  it('is UTF-8 or nothing', () => {
    expect(decodeUtf8(Buffer.from([0x22, 0xff, 0x22]))).toBeNull();
    expect(decodeUtf8(Buffer.from([0xed, 0xa0, 0x80]))).toBeNull();
    expect(decodeUtf8(Buffer.from('\ufeff{}'))).toBe('{}');
  });
});
