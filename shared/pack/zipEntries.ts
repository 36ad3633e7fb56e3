import type { Primitives } from './primitives.ts';

/** A file in an archive, still packed. */
export interface ZipEntry {
  readonly name: string;
  /** bytes, unpacked, as the archive declares it */
  readonly size: number;
  /** What is in it, a little at a time. @returns false where it does not unpack to exactly the declared size */
  unpack(): Generator<Uint8Array, boolean>;
}

/** What is wrong with an archive; `what` is a fault of `packWords.archive`. */
export type ZipFault = 'form' | 'names' | 'size' | 'twice';

interface Bounds {
  readonly entries: number;
  readonly fileBytes: number;
  readonly allBytes: number;
  isName(name: string): boolean;
}

const END = 0x06054b50;
const END_BYTES = 22;
const DIRECTORY = 0x02014b50;
const DIRECTORY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const DESCRIPTOR = 0x08074b50;
const DESCRIPTOR_BYTES = 16;
const STORED = 0;
const DEFLATED = 8;
/** flags: sizes follow the file; the name is UTF-8 */
const KNOWN_FLAGS = 0x0808;
const FOLLOWED = 0x0008;
/** Bytes that are unpacked, and handed on, in one go: a page that does it stays alive in between. */
const PACKED_SLICE = 16 * 1024;
const SLICE = 64 * 1024;
/** Deflate packs no byte into less than a thousandth. */
const MAX_RATIO = 1032;
/** the file type in the high half of the attributes that Unix writes: an ordinary file, or none said */
const FILE_TYPES = [0, 0o10];

/**
 * The files of a zip archive, read strictly: every byte of it belongs to exactly one file, to its head, or to the
 * directory, and the two tell the same. So no two programs can see different files in it, nothing hides between or
 * behind them, and nothing is unpacked beyond its bounds.
 */
export function zipEntries(
  bytes: Uint8Array,
  bounds: Bounds,
  { inflater }: Pick<Primitives, 'inflater'>,
): readonly ZipEntry[] | ZipFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END) return 'form';
  const count = view.getUint16(end + 10, true);
  const directory = view.getUint32(end + 16, true);
  const oneDisk = view.getUint32(end + 4, true) === 0 && view.getUint16(end + 8, true) === count;
  const fits = directory + view.getUint32(end + 12, true) === end && view.getUint16(end + 20, true) === 0;
  if (!oneDisk || !fits) return 'form';
  if (count > bounds.entries) return 'size';

  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let all = 0;
  let at = directory;
  let offset = 0;
  for (let i = 0; i < count; i++) {
    if (at + DIRECTORY_BYTES > end || view.getUint32(at, true) !== DIRECTORY) return 'form';
    const [flags, method, crc] = [
      view.getUint16(at + 8, true),
      view.getUint16(at + 10, true),
      view.getUint32(at + 16, true),
    ];
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [nameLength, extra] = [view.getUint16(at + 28, true), view.getUint32(at + 30, true)];
    const type = view.getUint32(at + 38, true) >>> 28;
    // No extra fields, no comments, no other disk: neither links nor other sizes nor other names are told there.
    if (
      extra !== 0 ||
      view.getUint32(at + 34, true) !== 0 ||
      (flags & ~KNOWN_FLAGS) !== 0 ||
      view.getUint32(at + 42, true) !== offset
    )
      return 'form';
    if (at + DIRECTORY_BYTES + nameLength > end) return 'form';
    const name = latin(bytes, at + DIRECTORY_BYTES, nameLength);
    if (!bounds.isName(name) || !FILE_TYPES.includes(type)) return 'names';
    if (names.has(name)) return 'twice';
    names.add(name);
    all += size;
    if (size > bounds.fileBytes || all > bounds.allBytes || size > packed * MAX_RATIO) return 'size';
    if ((method !== STORED || packed !== size) && method !== DEFLATED) return 'form';
    const head = { name, flags, method, crc, packed, size };
    const next = endOfFile(bytes, view, offset, directory, head);
    if (next === null) return 'form';
    const data = bytes.subarray(offset + LOCAL_BYTES + nameLength, offset + LOCAL_BYTES + nameLength + packed);
    entries.push({ name, size, unpack: () => (method === STORED ? whole(data) : inflated(data, size, inflater)) });
    offset = next;
    at += DIRECTORY_BYTES + nameLength;
  }
  return at === end && offset === directory ? entries : 'form';
}

interface Head {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Where the file that begins at `offset` ends, if its own head tells what the directory does. */
function endOfFile(bytes: Uint8Array, view: DataView, offset: number, limit: number, head: Head): number | null {
  const { name, flags, method, crc, packed, size } = head;
  if (offset + LOCAL_BYTES + name.length > limit || view.getUint32(offset, true) !== LOCAL) return null;
  const followed = (flags & FOLLOWED) !== 0;
  const told = [crc, packed, size];
  const sums = (from: number) => [0, 4, 8].map((step) => view.getUint32(from + step, true));
  const same =
    view.getUint16(offset + 6, true) === flags &&
    view.getUint16(offset + 8, true) === method &&
    equal(sums(offset + 14), followed ? [0, 0, 0] : told) &&
    view.getUint16(offset + 26, true) === name.length &&
    view.getUint16(offset + 28, true) === 0 &&
    latin(bytes, offset + LOCAL_BYTES, name.length) === name;
  const after = offset + LOCAL_BYTES + name.length + packed;
  if (!same || after > limit) return null;
  if (!followed) return after;
  const fits = after + DESCRIPTOR_BYTES <= limit;
  return fits && view.getUint32(after, true) === DESCRIPTOR && equal(sums(after + 4), told)
    ? after + DESCRIPTOR_BYTES
    : null;
}

const equal = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((value, i) => value === other[i]);

/** Names of a pack are ASCII; any other sign is none of them. */
const latin = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

function* whole(data: Uint8Array): Generator<Uint8Array, boolean> {
  yield* sliced(data);
  return true;
}

function* inflated(data: Uint8Array, size: number, inflater: Primitives['inflater']): Generator<Uint8Array, boolean> {
  const pieces: Uint8Array[] = [];
  const push = inflater((piece) => pieces.push(piece));
  let unpacked = 0;
  for (let at = 0; at === 0 || at < data.length; at += PACKED_SLICE) {
    try {
      push(data.subarray(at, at + PACKED_SLICE), at + PACKED_SLICE >= data.length);
    } catch {
      return false;
    }
    for (const piece of pieces.splice(0)) {
      unpacked += piece.length;
      if (unpacked > size) return false;
      yield* sliced(piece);
    }
  }
  return unpacked === size;
}

function* sliced(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE);
}
