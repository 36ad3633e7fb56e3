import type { Database } from 'better-sqlite3';
import type { StoredEvent } from '../../shared/event.ts';
import { type EventRow, eventColumns, rowToEvent } from './eventRow.ts';
import { LATE_MS } from './projections/byEvent.ts';

const CHUNK = 1000;

/**
 * The events that a projection takes one by one when everything is derived anew, oldest first: those of operators,
 * handovers, assignments and the store, flags, and those that close a flag or stand out. All others matter only as part of their
 * stream; leaving them out spares parsing a million of them.
 */
export function* eventsAside(db: Database): Generator<StoredEvent> {
  const some = db
    .prepare<[number, number, number], EventRow>(
      `SELECT ${eventColumns} FROM events WHERE seq > ? AND (stream_type IN ('operator', 'handover', 'assignment', 'store')
         OR type LIKE 'EVENT_%' OR supersedes_event_id IS NOT NULL OR clock_suspect = 1 OR recorded_at - occurred_at > ?)
       ORDER BY seq LIMIT ?`,
    )
    .raw();
  for (let after = 0; ; ) {
    const chunk = some.all(after, LATE_MS, CHUNK);
    for (const row of chunk) yield rowToEvent(row);
    const last = chunk.at(-1);
    if (!last || chunk.length < CHUNK) return;
    after = last[0];
  }
}
