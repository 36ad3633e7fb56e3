import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { genesisHash } from './eventHash.ts';
import type { EventRow } from './eventRow.ts';

/** What the first event of a device says, as far as the chain depends on it. */
const DeviceAdded = z.object({
  deviceId: z.string(),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  formerHead: z.object({ deviceId: z.string(), deviceSeq: z.int(), hash: z.string() }).nullable(),
});

/**
 * What is wrong with the beginning of a device's chain.
 *
 * @returns the rest of a sentence that begins with "Event 12"; null when nothing is
 */
export function genesisTrouble(db: Database, row: EventRow): string | null {
  const [seq, , , deviceId, deviceSeq, , storeId, type] = row;
  if (type !== 'DEVICE_ADDED' || deviceSeq !== 1) return 'is not the kind of event that a device’s chain begins with.';
  const added = DeviceAdded.safeParse(parse(row[16]));
  if (!added.success || added.data.deviceId !== deviceId)
    return 'adds a device without saying which, or with what key.';
  const { publicKey, formerHead } = added.data;
  if (row[25] !== genesisHash(storeId, deviceId, publicKey)) {
    return 'begins a chain that does not belong to this store, device and key.';
  }
  if ((formerHead === null) !== (seq === 1)) return 'adds a device without saying after which event.';
  if (formerHead === null) return null;
  const former = db
    .prepare<[string, number], { seq: number; hash: string }>(
      'SELECT seq, lower(hex(hash)) AS hash FROM events WHERE device_id = ? AND device_seq = ?',
    )
    .get(formerHead.deviceId, formerHead.deviceSeq);
  if (former?.hash !== formerHead.hash || former.seq >= seq) {
    return 'adds a device after an event that is not in the log.';
  }
  return null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
