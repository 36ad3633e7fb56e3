/** One line of the input, counted from 1, without its line feed. `bytes` is null when it was longer than allowed. */
export interface Line {
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

const LINE_FEED = 0x0a;

/**
 * Cuts a stream of bytes into lines and holds no more than one line and one chunk at a time: of a line that grows
 * past `maxBytes` nothing is kept, and the next line is read as if nothing had been. A last line needs no line feed.
 */
export async function* readLines(input: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let length = 0;

  const take = (bytes: Uint8Array): void => {
    length += bytes.length;
    if (length > maxBytes) parts = [];
    else if (bytes.length > 0) parts.push(bytes);
  };
  const finish = (): Line => {
    const line = { number: number++, bytes: length > maxBytes ? null : joined(parts) };
    parts = [];
    length = 0;
    return line;
  };

  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end));
      start = end + 1;
      yield finish();
    }
    take(chunk.subarray(start));
  }
  if (length > 0) yield finish();
}

const joined = (parts: readonly Uint8Array[]): Uint8Array =>
  parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);

/** @returns null when the bytes are not UTF-8; a byte order mark in front is left out */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
