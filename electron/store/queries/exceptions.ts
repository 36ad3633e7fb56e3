import { z } from 'zod';
import type { Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { type ExceptionKind, type ExceptionRow, exceptionKinds } from '../../../shared/contract/trailAnswers.ts';
import type { JsonObject } from '../../../shared/event.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { FOREVER, formatInstant } from '../../../shared/time.ts';
import { lastMoment } from './assetsThen.ts';
import { type EventNames, openEventNames } from './events.ts';
import { knownBefore, nameKnown } from './exceptionsKnown.ts';
import { compareText, decodeCursor, pageOf } from './page.ts';
import { knownSeq, type Moment, momentOf, type Source } from './source.ts';

/** One of what cannot be proven, before it is put into words. */
interface Found {
  readonly at: number;
  readonly eventId: string;
  readonly kind: ExceptionKind;
  /** JSON: what the kind tells besides */
  readonly details: string;
}

interface Kind {
  /** rows of `at`, `eventId`, `details` that were there at the moment, of what was known */
  readonly sql: string;
  /** the column of whose rows some do not count as it was known, where there are such */
  readonly of?: 'asset_id' | 'case_id';
}

/** The moment asked about, and the last event that was known: both of a table of one row that stands first. */
const AT = '(SELECT at FROM asked)';
const SEQ = '(SELECT seq FROM asked)';
const ASKED = 'WITH asked AS MATERIALIZED (SELECT ? AS at, ? AS seq, ? AS without, ? AS besides) ';

/** What cannot be proven, by kind, each out of the index that keeps it apart. */
const kinds: { readonly [K in ExceptionKind]: Kind } = {
  gap: {
    sql: `SELECT from_at AS at, opened_by AS eventId,
        json_object('status', status, 'to', CASE WHEN to_at > ${AT} THEN NULL ELSE to_at END) AS details
      FROM custody_spans INDEXED BY custody_spans_gaps WHERE gap = 1 AND from_at <= ${AT}`,
    of: 'asset_id',
  },
  missing_acceptance: {
    sql: `SELECT occurred_at AS at, event_id AS eventId, json_object('missing', json(missing)) AS details
      FROM handovers INDEXED BY handovers_without_acceptance WHERE missing <> '[]' AND occurred_at <= ${AT} AND seq <= ${SEQ}`,
  },
  clock_suspect: doubt('clock_suspect'),
  recorded_late: doubt('recorded_late'),
  restored: doubt('restored'),
  head_doubted: doubt('head_doubted'),
  seal_mismatch: {
    sql: `SELECT unsealed_at AS at, unsealed_by AS eventId, json_object('seal', seal, 'found', unsealed_number) AS details
      FROM case_seals INDEXED BY case_seals_with_another_number WHERE unsealed_number <> seal AND unsealed_at <= ${AT}`,
    of: 'case_id',
  },
  // A flag that was answered later was unanswered at the moment; the answer counts from when it was written down.
  flag: {
    sql: `SELECT f.flagged_at AS at, f.target_id AS eventId,
        json_object('flagId', f.event_id, 'note', f.note, 'flaggedBy', f.flagged_by) AS details
      FROM flags f LEFT JOIN events c ON c.event_id = f.closed_by
      WHERE f.flagged_at <= ${AT} AND f.seq <= ${SEQ} AND (f.closed_by IS NULL OR c.recorded_at > ${AT} OR c.seq > ${SEQ})`,
  },
};

function doubt(kind: 'clock_suspect' | 'recorded_late' | 'restored' | 'head_doubted'): Kind {
  return {
    sql: `SELECT at, event_id AS eventId, '{}' AS details FROM doubtful_events
      WHERE kind = '${kind}' AND at <= ${AT} AND seq <= ${SEQ}`,
  };
}

/** The rows of a kind, and the values of what stands first. */
function rowsOf(source: Source, moment: Moment, kind: ExceptionKind) {
  const { sql, of } = kinds[kind];
  const { without, besides } = knownBefore(source, moment, kind);
  const but = of === undefined ? '' : ` AND ${of} NOT IN (SELECT value FROM json_each((SELECT without FROM asked)))`;
  return {
    sql: `(${sql}${but} UNION ALL SELECT value ->> '$.at', value ->> '$.eventId', value ->> '$.details'
      FROM json_each((SELECT besides FROM asked)))`,
    values: [lastMoment(moment), knownSeq(moment), without, besides],
  };
}

const key = z.tuple([z.int(), z.string(), z.string()]);

/** Everything that cannot be proven, as of a moment, the newest first unless asked otherwise. */
export function listExceptions(source: Source, args: QueryArgs<'exceptions.list'>): Result<Page<ExceptionRow>> {
  const { limit, order } = args;
  const moment = momentOf(source, args);
  const cursor = decodeCursor(key, args.cursor);
  if (!cursor.ok) return cursor;
  const asked = args.kind === undefined ? exceptionKinds : [args.kind];
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const after = cursor.value;

  const listed = asked.map((kind) => ({ kind, ...rowsOf(source, moment, kind) }));
  const found = listed.flatMap(({ kind, sql, values }) =>
    source.read.all<Found>(
      `${ASKED}SELECT at, eventId, '${kind}' AS kind, details FROM ${sql}
       ${after === null ? '' : `WHERE (at, eventId, '${kind}') ${ahead} (?, ?, ?)`}
       ORDER BY at ${direction}, eventId ${direction} LIMIT ?`,
      ...values,
      ...(after ?? []),
      limit + 1,
    ),
  );
  const sign = order === 'asc' ? 1 : -1;
  found.sort((a, b) => (a.at - b.at || compareText(a.eventId, b.eventId) || compareText(a.kind, b.kind)) * sign);
  const total = listed.reduce(
    (sum, { sql, values }) =>
      sum + (source.read.get<{ n: number }>(`${ASKED}SELECT count(*) AS n FROM ${sql}`, ...values)?.n ?? 0),
    0,
  );
  return accept(
    pageOf(found.slice(0, limit + 1), limit, (row) => [row.at, row.eventId, row.kind], inWords(source, moment), total),
  );
}

function inWords(source: Source, moment: Moment): (found: Found) => ExceptionRow {
  const names = openEventNames(source);
  return ({ at, eventId, kind, details }) => {
    const event = source.log.event(eventId);
    if (!event) throw new Error(`event ${eventId} is listed but not there`);
    const { streamType, streamId, type, recordedAt } = event;
    const name =
      (moment.known && nameKnown(source, moment, streamType, streamId)) ?? names.entity(streamType, streamId);
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
