/** A column's value as SQLite gives it. Numbers are whole: the table is STRICT. */
export type ColumnValue = string | number | Uint8Array | null;

export interface EventHashes {
  /**
   * The hash of an event: SHA-256 over its columns, each with its type and length before it.
   *
   * The last answer is remembered: an append and the guard that sees the row come into SQLite ask for the same one.
   *
   * @param row  the columns of an event up to `prev_hash`, in the table's order; the hash at its end is not looked at.
   *   Not to be changed later
   * @returns 64 lower-case hex digits
   */
  eventHash(row: readonly ColumnValue[]): string;
  /**
   * What the first event of a device's chain has as its `prev_hash`: it ties the chain to the store and to the key.
   *
   * @param publicKey  the device's Ed25519 key: 32 bytes in hex
   * @returns 64 lower-case hex digits
   */
  genesisHash(storeId: string, deviceId: string, publicKey: string): string;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const EVENT_DOMAIN = ascii('assettrack-event-v1\0');
const GENESIS_DOMAIN = ascii('assettrack-genesis-v1\0');

/**
 * The columns a hash covers, of a row of `events`: all but `seq` and `received_at`, which are local to a store, and
 * `hash` itself. The format is written down for strangers in docs/event-hash.md; a change here is a change of the format.
 */
const FIRST_COVERED = 2;
const PREV_HASH = 25;

const NULL_TAG = 0;
const INTEGER_TAG = 1;
const TEXT_TAG = 2;
const BLOB_TAG = 3;
/** bytes before a value: its tag (1) and its length (4, big-endian) */
const PREFIX = 5;
const INTEGER_BYTES = 8;

/** What a program hashes with. `B` are its bytes: Node writes text faster into its own. */
export interface HashTools<B extends Uint8Array> {
  /** Of bytes that are written over afterwards: to be computed at once. @returns lower-case hex */
  sha256(bytes: Uint8Array): string;
  room(bytes: number): B;
  /** Writes UTF-8 from `at` on; there is room for it. @returns how many bytes */
  writeText(text: string, into: B, at: number): number;
  /** Writes the bytes that hex digits stand for. @returns how many */
  writeHex(hex: string, into: B, at: number): number;
}

/** The hashes of events, in whatever program. */
export function eventHashes<B extends Uint8Array>({ sha256, room, writeText, writeHex }: HashTools<B>): EventHashes {
  /** One for all hashes, grown when an event needs more: an event of usual size costs no allocation. */
  let scratch = room(16 * 1024);
  let lastRow: readonly ColumnValue[] = [];
  let lastHash = '';

  function eventHash(row: readonly ColumnValue[]): string {
    if (coversTheSame(row, lastRow)) return lastHash;
    scratch.set(EVENT_DOMAIN, 0);
    let end = EVENT_DOMAIN.length;
    for (let i = FIRST_COVERED; i < PREV_HASH; i++) end = put(end, row[i] ?? null);
    end = putHex(end, row[PREV_HASH] ?? null);
    lastHash = sha256(scratch.subarray(0, end));
    lastRow = row;
    return lastHash;
  }

  function genesisHash(storeId: string, deviceId: string, publicKey: string): string {
    scratch.set(GENESIS_DOMAIN, 0);
    let end = GENESIS_DOMAIN.length;
    for (const part of [storeId, deviceId]) end = put(end, part);
    return sha256(scratch.subarray(0, putHex(end, publicKey)));
  }

  /** Writes one tagged value at `at`. @returns where the next one goes */
  function put(at: number, value: ColumnValue): number {
    if (value === null) {
      reserve(at, 1);
      scratch[at] = NULL_TAG;
      return at + 1;
    }
    if (typeof value === 'number') return putInteger(at, value);
    let length: number;
    if (typeof value === 'string') {
      // UTF-8 takes at most three bytes for a unit of a string.
      reserve(at, PREFIX + value.length * 3);
      scratch[at] = TEXT_TAG;
      length = writeText(value, scratch, at + PREFIX);
    } else {
      length = value.length;
      reserve(at, PREFIX + length);
      scratch[at] = BLOB_TAG;
      scratch.set(value, at + PREFIX);
    }
    putUint32(at + 1, length);
    return at + PREFIX + length;
  }

  function putInteger(at: number, value: number): number {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a whole number that a hash can cover: ${value}`);
    reserve(at, PREFIX + INTEGER_BYTES);
    scratch[at] = INTEGER_TAG;
    putUint32(at + 1, INTEGER_BYTES);
    // Two's complement of 64 bits, without the cost of a BigInt.
    putUint32(at + PREFIX, Math.floor(value / 2 ** 32));
    putUint32(at + PREFIX + 4, value >>> 0);
    return at + PREFIX + INTEGER_BYTES;
  }

  /** A hash or a key, given in hex, hashed as the bytes it stands for. */
  function putHex(at: number, hex: ColumnValue): number {
    if (typeof hex !== 'string') throw new TypeError('the hash before an event is given in hex');
    reserve(at, PREFIX + hex.length);
    scratch[at] = BLOB_TAG;
    const length = writeHex(hex, scratch, at + PREFIX);
    putUint32(at + 1, length);
    return at + PREFIX + length;
  }

  function putUint32(at: number, value: number): void {
    scratch[at] = value >>> 24;
    scratch[at + 1] = value >>> 16;
    scratch[at + 2] = value >>> 8;
    scratch[at + 3] = value;
  }

  /** Makes room for `bytes` more, behind the `used` ones. */
  function reserve(used: number, bytes: number): void {
    if (used + bytes <= scratch.length) return;
    const larger = room(2 * (used + bytes));
    larger.set(scratch.subarray(0, used));
    scratch = larger;
  }

  return { eventHash, genesisHash };
}

function coversTheSame(one: readonly ColumnValue[], other: readonly ColumnValue[]): boolean {
  if (other.length <= PREV_HASH) return false;
  for (let i = FIRST_COVERED; i <= PREV_HASH; i++) if (!Object.is(one[i], other[i])) return false;
  return true;
}
