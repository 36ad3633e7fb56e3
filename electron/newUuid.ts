import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const ID_BYTES = 16;
/** Random bytes are fetched for this many ids at once: fetching them costs more than all the rest. */
const pool = new Uint8Array(256 * ID_BYTES);
let used = pool.length;

/** Of the id made last: its moment, and the number that sorts it among those of the same moment. */
let last = { at: Number.NaN, sequence: 0 };

/**
 * A UUIDv7 of a moment, ms since 1970 UTC. Ids made one after the other for the same moment sort in the order of their
 * making, so that a batch of ten thousand fills the end of an index and does not scatter over it.
 */
export function newUuid(at: number): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + ID_BYTES);
  used += ID_BYTES;
  last = { at, sequence: at === last.at ? (last.sequence + 1) >>> 0 : firstSequence(random) };
  return uuidv7({ msecs: at, random, seq: last.sequence });
}

/** 31 random bits, as RFC 9562 has it: there is room above them for as many ids again. The bytes serve for nothing else. */
const firstSequence = ([, , , , , , a = 0, b = 0, c = 0, d = 0]: Uint8Array): number =>
  (((a & 0x7f) << 24) | (b << 16) | (c << 8) | d) >>> 0;
