import type { Database } from 'better-sqlite3';

/** One device's chain: what its first event says of it, and where it has come to. */
export interface Chain {
  readonly storeId: string;
  readonly deviceId: string;
  /** three characters, as in receipt numbers; '' when its first event does not tell */
  readonly shortCode: string;
  /** Ed25519, 32 bytes in hex; '' when its first event does not tell */
  readonly publicKey: string;
  /** of its first event */
  readonly firstSeq: number;
  readonly deviceSeq: number;
  /** of its last event, as are the next three */
  readonly seq: number;
  readonly hash: string;
  readonly hlc: string;
  readonly recordedAt: number;
}

/**
 * Every chain in the log, in the order of device ids. Costs two look-ups a device, not a scan: SQLite is asked for the
 * next device id after each.
 */
export function chains(db: Database): Chain[] {
  return db
    .prepare<[], Chain>(
      `WITH RECURSIVE devices (id) AS (
         SELECT min(device_id) FROM events
         UNION ALL
         SELECT (SELECT min(device_id) FROM events WHERE device_id > devices.id) FROM devices WHERE devices.id IS NOT NULL
       )
       SELECT first.stream_id AS storeId, first.device_id AS deviceId,
              coalesce(first.data ->> '$.shortCode', '') AS shortCode,
              coalesce(first.data ->> '$.publicKey', '') AS publicKey,
              first.seq AS firstSeq, last.device_seq AS deviceSeq, last.seq, lower(hex(last.hash)) AS hash, last.hlc,
              last.recorded_at AS recordedAt
       FROM devices
       JOIN events AS last ON last.device_id = devices.id
        AND last.device_seq = (SELECT max(device_seq) FROM events WHERE device_id = devices.id)
       JOIN events AS first ON first.device_id = devices.id
        AND first.device_seq = (SELECT min(device_seq) FROM events WHERE device_id = devices.id)
       WHERE devices.id IS NOT NULL
       ORDER BY devices.id`,
    )
    .all();
}

/** The id of the store: the stream of its very first event. Null while the log is empty. */
export function storeIdOf(db: Database): string | null {
  return db.prepare<[], string>('SELECT stream_id FROM events WHERE seq = 1').pluck().get() ?? null;
}
