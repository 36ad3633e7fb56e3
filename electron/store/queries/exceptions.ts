import { z } from 'zod';
import type { Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { ExceptionKind, ExceptionRow } from '../../../shared/contract/trailAnswers.ts';
import type { JsonObject } from '../../../shared/event.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { FOREVER, formatInstant } from '../../../shared/time.ts';
import { type EventNames, openEventNames } from './events.ts';
import { compareText, decodeCursor, pageOf } from './page.ts';
import { momentOf, type Source } from './source.ts';

/** One of what cannot be proven, before it is put into words. */
interface Found {
  readonly at: number;
  readonly eventId: string;
  readonly kind: ExceptionKind;
  /** JSON: what the kind tells besides */
  readonly details: string;
}

interface Kind {
  /** rows of `at`, `eventId`, `details`; the parameters are all the moment asked about, ms */
  readonly sql: string;
  readonly params: number;
}

/** What cannot be proven, by kind, each out of the index that keeps it apart. */
const kinds: { readonly [K in ExceptionKind]: Kind } = {
  gap: {
    sql: `SELECT from_at AS at, opened_by AS eventId,
        json_object('status', status, 'to', CASE WHEN to_at > ? THEN NULL ELSE to_at END) AS details
      FROM custody_spans INDEXED BY custody_spans_gaps WHERE gap = 1 AND from_at <= ?`,
    params: 2,
  },
  missing_acceptance: {
    sql: `SELECT occurred_at AS at, event_id AS eventId, json_object('missing', json(missing)) AS details
      FROM handovers INDEXED BY handovers_without_acceptance WHERE missing <> '[]' AND occurred_at <= ?`,
    params: 1,
  },
  clock_suspect: doubt('clock_suspect'),
  recorded_late: doubt('recorded_late'),
  restored: doubt('restored'),
  head_doubted: doubt('head_doubted'),
  seal_mismatch: {
    sql: `SELECT unsealed_at AS at, unsealed_by AS eventId, json_object('seal', seal, 'found', unsealed_number) AS details
      FROM case_seals INDEXED BY case_seals_with_another_number WHERE unsealed_number <> seal AND unsealed_at <= ?`,
    params: 1,
  },
  // A flag that was answered later was unanswered at the moment; the answer counts from when it was written down.
  flag: {
    sql: `SELECT f.flagged_at AS at, f.target_id AS eventId,
        json_object('flagId', f.event_id, 'note', f.note, 'flaggedBy', f.flagged_by) AS details
      FROM flags f LEFT JOIN events c ON c.event_id = f.closed_by
      WHERE f.flagged_at <= ? AND (f.closed_by IS NULL OR c.recorded_at > ?)`,
    params: 2,
  },
};

function doubt(kind: 'clock_suspect' | 'recorded_late' | 'restored' | 'head_doubted'): Kind {
  return {
    sql: `SELECT at, event_id AS eventId, '{}' AS details FROM doubtful_events WHERE kind = '${kind}' AND at <= ?`,
    params: 1,
  };
}

const key = z.tuple([z.int(), z.string(), z.string()]);

/** Everything that cannot be proven, as of a moment, the newest first unless asked otherwise. */
export function listExceptions(source: Source, args: QueryArgs<'exceptions.list'>): Result<Page<ExceptionRow>> {
  const { limit, order } = args;
  const { at } = momentOf(source, args);
  const cursor = decodeCursor(key, args.cursor);
  if (!cursor.ok) return cursor;
  const asked = args.kind === undefined ? Object.entries(kinds) : [[args.kind, kinds[args.kind]] as const];
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const after = cursor.value;

  const found = asked.flatMap(([kind, { sql, params }]) =>
    source.read.all<Found>(
      `SELECT at, eventId, '${kind}' AS kind, details FROM (${sql})
       ${after === null ? '' : `WHERE (at, eventId, '${kind}') ${ahead} (?, ?, ?)`}
       ORDER BY at ${direction}, eventId ${direction} LIMIT ?`,
      ...Array.from({ length: params }, () => at),
      ...(after ?? []),
      limit + 1,
    ),
  );
  const sign = order === 'asc' ? 1 : -1;
  found.sort((a, b) => (a.at - b.at || compareText(a.eventId, b.eventId) || compareText(a.kind, b.kind)) * sign);
  const total = asked.reduce(
    (sum, [, { sql, params }]) =>
      sum +
      (source.read.get<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`, ...Array.from({ length: params }, () => at))
        ?.n ?? 0),
    0,
  );
  return accept(
    pageOf(found.slice(0, limit + 1), limit, (row) => [row.at, row.eventId, row.kind], inWords(source), total),
  );
}

function inWords(source: Source): (found: Found) => ExceptionRow {
  const names = openEventNames(source);
  return ({ at, eventId, kind, details }) => {
    const event = source.log.event(eventId);
    if (!event) throw new Error(`event ${eventId} is listed but not there`);
    const { streamType, streamId, type, recordedAt } = event;
    const name = names.entity(streamType, streamId);
    const own: JsonObject = JSON.parse(details);
    return {
      kind,
      eventId,
      at: formatInstant(at),
      tag: streamType === 'asset' ? name : null,
      case: streamType === 'case' ? name : null,
      receipt: streamType === 'handover' ? name : null,
      holder: streamType === 'holder' ? name : null,
      details: { type, recordedAt: formatInstant(recordedAt), ...own, ...readable(own, names) },
    };
  };
}

/** Instants and names in the form of the contract. */
function readable({ to, flaggedBy }: JsonObject, names: EventNames): JsonObject {
  return {
    ...(typeof to === 'number' ? { to: to === FOREVER ? null : formatInstant(to) } : {}),
    ...(typeof flaggedBy === 'string' ? { flaggedBy: names.actor(flaggedBy) } : {}),
  };
}
