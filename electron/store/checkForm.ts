import type { Database } from 'better-sqlite3';
import type { FindingCollector } from './findings.ts';

/** Rows looked at by one statement, so that the check can be stopped. */
const CHUNK = 20_000;

/**
 * The column of a row that is not as migration 0001 wants every row to be, or null. SQLite's own check would look at
 * the table's CHECKs, but not on a connection that only reads.
 */
const WRONG_COLUMN = `CASE
  WHEN length(event_id) <> 36 THEN 'event_id'
  WHEN length(device_id) <> 36 THEN 'device_id'
  WHEN length(stream_id) <> 36 THEN 'stream_id'
  WHEN length(correlation_id) <> 36 THEN 'correlation_id'
  WHEN CASE stream_type WHEN 'asset' THEN 0 WHEN 'case' THEN 0 WHEN 'holder' THEN 0 WHEN 'operator' THEN 0
       WHEN 'handover' THEN 0 WHEN 'assignment' THEN 0 WHEN 'store' THEN 0 ELSE 1 END THEN 'stream_type'
  WHEN length(type) NOT BETWEEN 3 AND 64 OR type GLOB '*[^A-Z_]*' THEN 'type'
  WHEN received_at NOT BETWEEN 0 AND 253402300799999 THEN 'received_at'
  WHEN recorded_at NOT BETWEEN 0 AND 253402300799999 THEN 'recorded_at'
  WHEN occurred_at < -62135596800000 THEN 'occurred_at'
  WHEN occurred_offset NOT BETWEEN -1439 AND 1439 THEN 'occurred_offset'
  WHEN clock_suspect NOT BETWEEN 0 AND 1 THEN 'clock_suspect'
  WHEN length(hlc) <> 19 OR substr(hlc, 13, 1) <> '-' OR hlc GLOB '*[^0-9a-f-]*' THEN 'hlc'
  WHEN CASE actor_kind WHEN 'user' THEN 0 WHEN 'system' THEN 0 ELSE 1 END THEN 'actor_kind'
  WHEN CASE actor_role WHEN 'technician' THEN 0 WHEN 'coordinator' THEN 0 WHEN 'admin' THEN 0 WHEN 'auditor' THEN 0
       ELSE actor_role IS NOT NULL OR actor_kind = 'user' END OR (actor_role IS NOT NULL AND actor_kind = 'system')
    THEN 'actor_role'
  WHEN NOT json_valid(data) OR json_type(data) <> 'object' OR instr(CAST(data AS BLOB), x'00') THEN 'data'
  WHEN NOT json_valid(changes) OR json_type(changes) <> 'array' OR instr(CAST(changes AS BLOB), x'00') THEN 'changes'
  WHEN NOT json_valid(device_info) OR json_type(device_info) <> 'object' OR instr(CAST(device_info AS BLOB), x'00')
    THEN 'device_info'
  WHEN length(note) > 2000 OR instr(CAST(note AS BLOB), x'00') THEN 'note'
  WHEN (command_id IS NULL) <> (command_hash IS NULL) OR length(command_id) NOT BETWEEN 1 AND 128 THEN 'command_id'
  WHEN length(command_hash) <> 64 THEN 'command_hash'
  WHEN length(correction_reason) > 2000 THEN 'correction_reason'
  WHEN length(prev_hash) <> 32 THEN 'prev_hash'
  WHEN length(hash) <> 32 THEN 'hash'
END`;

interface Wrong {
  readonly seq: number;
  readonly eventId: string;
  readonly deviceId: string;
  readonly wrong: string;
}

/** Looks at each event by itself: whether its columns have the form that the table asks for. */
export function checkForm(db: Database, { add }: FindingCollector, shouldStop?: () => boolean): void {
  const select = db.prepare<[number, number], Wrong>(
    `SELECT seq, event_id AS eventId, device_id AS deviceId, ${WRONG_COLUMN} AS wrong
     FROM events WHERE seq BETWEEN ? AND ? AND ${WRONG_COLUMN} IS NOT NULL`,
  );
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM events').pluck().get() ?? 0;
  for (let from = 1; from <= last && !shouldStop?.(); from += CHUNK) {
    for (const { seq, eventId, deviceId, wrong } of select.all(from, from + CHUNK - 1)) {
      const message = `Event ${seq} has not the form of an event: its ${wrong} is not what can stand there.`;
      add({ code: 'FORM', message, seq, eventId, deviceId });
    }
  }
}
