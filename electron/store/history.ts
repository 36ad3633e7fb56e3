import type { Database } from 'better-sqlite3';
import type { JsonObject, StreamType } from '../../shared/event.ts';
import { type Entry, inOrder, type Point } from '../../shared/history/entry.ts';

/** One stream as the folds need it. */
export interface StreamHistory {
  /** effective entries, in the one order */
  readonly entries: readonly Entry[];
  /** the highest seq in the stream or superseding one of its events; 0 for a stream that is not there */
  readonly version: number;
  /** the earliest moment that a correction concerns, ms; null: none */
  readonly correctedFrom: number | null;
}

export type History = ReturnType<typeof openHistory>;

/** Events that say something about another event; they take no part in the effective order. */
const ASIDE = new Set(['EVENT_VOIDED', 'EVENT_FLAGGED', 'EVENT_FLAG_DISMISSED']);

const COLUMNS = `e.seq, e.event_id, e.stream_id, e.type, e.data, e.occurred_at, e.hlc, e.device_id,
  e.supersedes_event_id`;
const FROM = 'FROM events e LEFT JOIN events s ON s.supersedes_event_id = e.event_id';

/** The columns above, as SQLite's own types guarantee them: the table is STRICT and its rows were checked when written. */
type Row = readonly [
  seq: number,
  eventId: string,
  streamId: string,
  type: string,
  data: string,
  occurredAt: number,
  hlc: string,
  deviceId: string,
  supersedes: string | null,
];

/** The columns above, and what superseded the event. */
type JoinedRow = readonly [...Row, supersededSeq: number | null, supersededAt: number | null];

/** The streams that are folded as a whole. */
export type FoldedKind = Extract<StreamType, 'asset' | 'case' | 'holder'>;
/** The columns above, and the kind of stream. */
type FoldedRow = readonly [...Row, streamType: FoldedKind];

/** Where and when an event was superseded. */
type Gone = readonly [seq: number, occurredAt: number];

/** The table vouches that it is one. */
const jsonObject = (json: string): JsonObject => JSON.parse(json);

/**
 * Reads effective histories out of the log.
 *
 * Parameters are written `+?` in this folder wherever a statement joins, sorts or takes a maximum and is asked often:
 * for a bare `?` SQLite would plan such a statement anew each time it runs, as docs/benchmarks.md tells.
 */
export function openHistory(db: Database) {
  const ofStream = db
    .prepare<[string], JoinedRow>(
      `SELECT ${COLUMNS}, s.seq, s.occurred_at ${FROM} WHERE e.stream_id = +? ORDER BY e.seq`,
    )
    .raw();
  const superseded = db
    .prepare<[string], readonly [string, string, string | null]>(
      'SELECT hlc, device_id, supersedes_event_id FROM events WHERE event_id = ?',
    )
    .raw();

  /** The place in the order, beside the time, of the first event of a chain. */
  function rootPoint(supersedes: string): Pick<Point, 'hlc' | 'deviceId'> {
    let eventId: string = supersedes;
    for (;;) {
      const row = superseded.get(eventId);
      if (!row) throw new Error(`event ${eventId} is superseded but not there`);
      const [hlc, deviceId, earlier] = row;
      if (earlier === null) return { hlc, deviceId };
      eventId = earlier;
    }
  }

  function read<R extends Row | JoinedRow | FoldedRow>(
    rows: readonly R[],
    goneOf: (row: R) => Gone | null,
    knownSeq: number,
  ): StreamHistory {
    const entries: Entry[] = [];
    let version = 0;
    let correctedFrom: number | null = null;
    for (const row of rows) {
      const [seq, eventId, streamId, type, data, at, hlc, deviceId, supersedes] = row;
      if (seq > knownSeq) continue;
      const by = goneOf(row);
      const gone = by !== null && by[0] <= knownSeq ? by : null;
      version = Math.max(version, seq, gone ? gone[0] : 0);
      if (gone || supersedes !== null) {
        correctedFrom = Math.min(correctedFrom ?? at, at, gone ? gone[1] : at);
      }
      if (gone || ASIDE.has(type)) continue;
      const place = supersedes === null ? { hlc, deviceId } : rootPoint(supersedes);
      entries.push({
        seq,
        eventId,
        streamId,
        type,
        data: jsonObject(data),
        point: { at, ...place },
        supersedes,
      });
    }
    return { entries: inOrder(entries), version, correctedFrom };
  }

  return {
    rootPoint,

    /**
     * @param knownSeq  what was recorded later is not looked at
     */
    stream: (streamId: string, knownSeq = Number.MAX_SAFE_INTEGER): StreamHistory =>
      read(ofStream.all(streamId), ([, , , , , , , , , seq, at]) => (seq === null ? null : [seq, at ?? 0]), knownSeq),

    /**
     * Every stream of assets, cases and holders, one at a time, by id: bounded memory over a log of any length.
     *
     * @param sortedFrom  events from which on a log is sorted first
     */
    *streams(sortedFrom = SORTED_FROM): Generator<readonly [kind: FoldedKind, streamId: string, StreamHistory]> {
      // Few events are superseded: to look for that at each would cost a tenth of the walk.
      const supersededBy = new Map(
        db
          .prepare<[], readonly [target: string, ...Gone]>(
            'SELECT supersedes_event_id, seq, occurred_at FROM events WHERE supersedes_event_id IS NOT NULL',
          )
          .raw()
          .all()
          .map(([target, ...gone]) => [target, gone]),
      );
      const goneOf = ([, eventId]: FoldedRow): Gone | null => supersededBy.get(eventId) ?? null;
      const history = (rows: readonly FoldedRow[], [, , streamId]: FoldedRow, kind: FoldedKind) =>
        [kind, streamId, read(rows, goneOf, Number.MAX_SAFE_INTEGER)] as const;
      const isLong = (db.prepare<[], number | null>('SELECT max(seq) FROM events').pluck().get() ?? 0) >= sortedFrom;
      let rows: FoldedRow[] = [];
      for (const chunk of isLong ? sortedByStream(db) : alongStreams(db)) {
        for (const row of chunk) {
          const [first] = rows;
          if (first && first[2] !== row[2]) {
            yield history(rows, first, first[9]);
            rows = [];
          }
          rows.push(row);
        }
      }
      const [first] = rows;
      if (first) yield history(rows, first, first[9]);
    },
  };
}

/** All rows of all folded streams, in their order, along the index. */
function* alongStreams(db: Database): Generator<readonly FoldedRow[]> {
  const next = db
    .prepare<[string, number, number], FoldedRow>(
      `SELECT ${COLUMNS}, e.stream_type FROM events e INDEXED BY events_of_stream
       WHERE (e.stream_id, e.seq) > (?, ?) AND ${FOLDED} ORDER BY e.stream_id, e.seq LIMIT ?`,
    )
    .raw();
  for (let after: readonly [streamId: string, seq: number] = ['', 0]; ; ) {
    const chunk = next.all(...after, CHUNK);
    yield chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < CHUNK) return;
    after = [last[2], last[0]];
  }
}

/**
 * The same, sorted into a temporary table first. A stream's events lie scattered over the log, so that the index leads
 * to another page for each of them; where they do not all fit into the cache, that takes three times as long.
 */
function* sortedByStream(db: Database): Generator<readonly FoldedRow[]> {
  const cache = Number(db.pragma('cache_size', { simple: true }));
  try {
    db.pragma(`cache_size = ${SORT_CACHE}`);
    db.exec(`CREATE TEMP TABLE events_by_stream AS SELECT ${COLUMNS}, e.stream_type FROM main.events e NOT INDEXED
      WHERE ${FOLDED} ORDER BY e.stream_id, e.seq`);
    db.pragma(`cache_size = ${cache}`);
    const next = db
      .prepare<[number, number], FoldedRow>(
        'SELECT * FROM temp.events_by_stream WHERE rowid > ? ORDER BY rowid LIMIT ?',
      )
      .raw();
    for (let done = 0; ; done += CHUNK) {
      const chunk = next.all(done, CHUNK);
      yield chunk;
      if (chunk.length < CHUNK) return;
    }
  } finally {
    db.pragma(`cache_size = ${cache}`);
    db.exec('DROP TABLE IF EXISTS temp.events_by_stream');
  }
}

/** KiB, as SQLite has it, negative. It sorts in as much memory as its cache may take, and keeps it. */
const SORT_CACHE = -4000;

const FOLDED = "e.stream_type IN ('asset', 'case', 'holder')";
/** Events of a log that is sorted: a hundred of its megabytes, as bench/ has them, are more than any cache here. */
const SORTED_FROM = 150_000;
/** Rows read at a time while walking all streams. */
const CHUNK = 500;
