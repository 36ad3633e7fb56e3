import type { Database } from 'better-sqlite3';
import type { EventJson } from '../../shared/event.ts';
import type { Lines } from '../../shared/report/document.ts';

/** Which events, and how each of them becomes a line of CSV. */
export interface LinesOptions {
  /** the columns, in their order */
  readonly fields: readonly string[];
  /** the last event, by its number */
  readonly toSeq: number;
  /** ms; what was received, and what happened, later is left out */
  readonly knownAt: number;
  readonly at: number;
  /** a field as it stands in the file, in its quotes; only asked where it is not plain to see that the text is harmless */
  quoted(value: unknown): string;
}

/** What an export asks of a whole store; see `openInBulk`. */
export interface InBulk {
  /** Keeps little of what is read in memory from now on: each page is read once. */
  spareMemory(): void;
  eventLines(which: LinesOptions): Iterable<Lines>;
}

export function openInBulk(db: Database): InBulk {
  return {
    spareMemory: () => void db.pragma(`cache_size = -${CACHE_KB}`),
    eventLines: (which) => eventLines(db, which),
  };
}

/** Enough for the way down an index and the pages around. */
const CACHE_KB = 4_000;
/** Events that become one text: so small a text is dropped again before the heap has grown for it. */
const STEP = 64;

/**
 * The log as lines of CSV, oldest first, made by SQLite: no event becomes an object, so a million of them leave little
 * garbage and take half the time. The connection is free between two steps.
 *
 * @throws for a column that there is not
 */
function* eventLines(db: Database, { fields, toSeq, knownAt, at, quoted }: LinesOptions): Generator<Lines, void> {
  db.function('quoted_field', { deterministic: true, directOnly: true }, quoted);
  const cells = fields.map((field) => {
    const sql = CELLS[field as keyof EventJson]; // looked up among those there are
    if (sql === undefined) throw new Error(`an event has no ${field}`);
    return sql;
  });
  // SQLite meets the rows of a range of a table's key in the order of the key.
  const select = db
    .prepare<[number, number, number, number], [number, string | null]>(
      `SELECT count(*), group_concat(concat_ws(',', ${cells.join(', ')}), char(13, 10)) || char(13, 10) FROM events
       WHERE seq BETWEEN ? AND ? AND received_at <= ? AND occurred_at <= ?`,
    )
    .raw();
  for (let seq = 1; seq <= toSeq; seq += STEP) {
    const [rows, text] = select.get(seq, Math.min(seq + STEP - 1, toSeq), knownAt, at) ?? [0, null];
    if (text !== null) yield { rows, text };
  }
}

/** Of a form that the table itself holds: letters, digits, and no quotation mark. */
const plain = (sql: string): string => `'"' || ${sql} || '"'`;

/** RFC 3339 in UTC with milliseconds. */
const instant = (column: string): string => `strftime('"%Y-%m-%dT%H:%M:%fZ"', ${column} / 1000.0, 'unixepoch')`;

/** What begins with a letter, a digit or a bracket is no formula; of anything else the writer decides. */
const text = (column: string): string =>
  `CASE WHEN ${column} IS NULL THEN '""' WHEN ${column} GLOB '[0-9A-Za-z{[]*'
   THEN '"' || replace(${column}, '"', '""') || '"' ELSE quoted_field(${column}) END`;

/** Each column of an event as SQL that gives it in its quotes. */
const CELLS: Readonly<Record<keyof EventJson, string>> = {
  seq: plain('seq'),
  receivedAt: instant('received_at'),
  eventId: text('event_id'),
  deviceId: text('device_id'),
  deviceSeq: plain('device_seq'),
  streamType: plain('stream_type'),
  streamId: text('stream_id'),
  type: plain('type'),
  occurredAt: instant('occurred_at'),
  occurredOffset: text('occurred_offset'),
  recordedAt: instant('recorded_at'),
  hlc: text('hlc'),
  clockSuspect: `iif(clock_suspect, '"true"', '"false"')`,
  actorKind: plain('actor_kind'),
  actorId: text('actor_id'),
  actorRole: text('actor_role'),
  data: text('data'),
  changes: text('changes'),
  note: text('note'),
  deviceInfo: text('device_info'),
  commandId: text('command_id'),
  commandHash: text('command_hash'),
  correlationId: text('correlation_id'),
  supersedesEventId: text('supersedes_event_id'),
  correctionReason: text('correction_reason'),
  prevHash: plain('lower(hex(prev_hash))'),
  hash: plain('lower(hex(hash))'),
};
