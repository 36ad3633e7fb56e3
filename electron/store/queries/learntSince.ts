import { LATE_MS } from '../projections/byEvent.ts';
import type { Reader } from './reader.ts';

/** What was recorded since corrects something that was known, or is said to have happened by the moment. */
const CORRECTED = `SELECT e.stream_id AS id FROM events e INDEXED BY events_superseded_once
  WHERE e.supersedes_event_id IS NOT NULL AND e.seq > ? AND e.occurred_at <= ? AND e.stream_type = 'asset'
  UNION SELECT t.stream_id
  FROM events e INDEXED BY events_superseded_once CROSS JOIN events t ON t.event_id = e.supersedes_event_id
  WHERE e.supersedes_event_id IS NOT NULL AND e.seq > ? AND t.seq <= ? AND t.occurred_at <= ? AND t.stream_type = 'asset'`;

/** Written down a day or more after it happened: the projections keep those apart. */
const LATE = `SELECT e.stream_id AS id FROM doubtful_events d CROSS JOIN events e ON e.seq = d.seq
  WHERE d.kind = 'recorded_late' AND d.seq > ? AND d.at <= ? AND e.stream_type = 'asset'`;

/** Written down within a day: not long after the moment, by the clock of its device. */
const SOON = `SELECT stream_id AS id FROM events
  WHERE device_id = ? AND device_seq >= ? AND device_seq < ? AND occurred_at <= ? AND stream_type = 'asset'`;

const DEVICES = `WITH RECURSIVE devices (id) AS (
    SELECT min(device_id) FROM events
    UNION ALL SELECT (SELECT min(device_id) FROM events WHERE device_id > id) FROM devices WHERE id IS NOT NULL
  ) SELECT id, (SELECT max(device_seq) FROM events WHERE device_id = id) AS last FROM devices WHERE id IS NOT NULL`;

/**
 * Assets about which something was learnt after `seq` that had happened by `at`: they alone are to be folded to tell
 * what was believed. Of every other one, what was recorded since happened since, so that what is known now of `at` was
 * known then. Found by indexes: the log since is not walked, but for the day that follows `at`.
 *
 * @param seq  the last event that was known
 * @param at   ms, not after the moment at which that was so
 */
export function learntSince(read: Reader, seq: number, at: number): readonly string[] {
  const ids = (sql: string, ...params: readonly (string | number)[]): readonly string[] =>
    read.all<{ id: string }>(sql, ...params).map(({ id }) => id);
  const soon = read.all<{ id: string; last: number }>(DEVICES).flatMap(({ id: device, last }) => {
    const event = (deviceSeq: number) =>
      read.get<{ seq: number; recordedAt: number }>(
        'SELECT seq, recorded_at AS recordedAt FROM events WHERE device_id = ? AND device_seq = ?',
        device,
        deviceSeq,
      );
    // Along a device's chain both never decrease: the database refuses what would.
    const first = firstOf(last + 1, (n) => (event(n)?.seq ?? 0) > seq);
    const end = firstOf(last + 1, (n) => (event(n)?.recordedAt ?? 0) > at + LATE_MS);
    return first < end ? ids(SOON, device, first, end, at) : [];
  });
  return [...new Set([...ids(CORRECTED, seq, at, seq, seq, at), ...ids(LATE, seq, at), ...soon])];
}

/** The first of 1, 2 … of which it holds, as it does of all that follow; `end`, where it holds of none before that. */
function firstOf(end: number, holds: (n: number) => boolean): number {
  let [from, to] = [1, end];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
