import type { HistoryRow, Page } from '../../../shared/contract/answers.ts';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { HandoverAnswer, HandoverRow } from '../../../shared/contract/trailAnswers.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { FOREVER, formatInstant } from '../../../shared/time.ts';
import { openEventNames } from './events.ts';
import { allOf, type Condition } from './filters.ts';
import { decodeCursor, numberPairKey, pageOf } from './page.ts';
import { knownSeq, momentOf, type Source } from './source.ts';

interface Row {
  readonly handoverId: string;
  readonly receipt: string;
  readonly kind: HandoverKind;
  readonly holder: string | null;
  readonly to: string | null;
  readonly operator: string;
  readonly occurredAt: number;
  readonly place: string | null;
  readonly items: number;
  readonly missing: string;
  readonly eventId: string;
  readonly seq: number;
}

/** Names and place as the receipt froze them. */
const SELECT = `SELECT h.handover_id AS handoverId, h.receipt, h.kind, e.data ->> '$.holder' AS holder,
    e.data ->> '$.to' AS "to", e.data ->> '$.operator' AS operator, h.occurred_at AS occurredAt,
    e.data ->> '$.place' AS place, h.items, h.missing, h.event_id AS eventId, h.seq
  FROM handovers h CROSS JOIN events e ON e.seq = h.seq`;

/** Receipts by the time of their handover, newest first. */
export function listHandovers(source: Source, args: QueryArgs<'handover.list'>): Result<Page<HandoverRow>> {
  const { kind, from, to, limit, order } = args;
  const { read, lookups } = source;
  const cursor = decodeCursor(numberPairKey, args.cursor);
  if (!cursor.ok) return cursor;
  const holder = args.holder === undefined ? null : lookups.holder(args.holder);
  if (args.holder !== undefined && holder === null) {
    return refuse('NOT_FOUND', { entity: 'holder', field: 'holder', holder: args.holder });
  }
  const operator = args.operator === undefined ? null : lookups.operator(args.operator);
  if (args.operator !== undefined && operator === null) {
    return refuse('NOT_FOUND', { entity: 'operator', field: 'operator', operator: args.operator });
  }
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const moment = momentOf(source, args);
  const conditions: readonly Condition[] = [
    ...(moment.at === FOREVER ? [] : [{ sql: 'h.occurred_at <= ?', values: [moment.at] }]),
    ...(moment.known === null ? [] : [{ sql: 'h.seq <= ?', values: [moment.known.seq] }]),
    ...(kind === undefined ? [] : [{ sql: 'h.kind = ?', values: [kind] }]),
    ...(holder === null ? [] : [{ sql: '(h.holder_id = ? OR h.to_id = ?)', values: [holder, holder] }]),
    ...(operator === null ? [] : [{ sql: 'h.operator_id = ?', values: [operator.operatorId] }]),
    ...(from === undefined ? [] : [{ sql: 'h.occurred_at >= ?', values: [from] }]),
    ...(to === undefined ? [] : [{ sql: 'h.occurred_at <= ?', values: [to] }]),
    ...(cursor.value === null ? [] : [{ sql: `(h.occurred_at, h.seq) ${ahead} (?, ?)`, values: cursor.value }]),
  ];
  const { sql: where, values } = allOf(conditions);
  const rows = read.all<Row>(
    `${SELECT} WHERE ${where} ORDER BY h.occurred_at ${direction}, h.seq ${direction} LIMIT ?`,
    ...values,
    limit + 1,
  );
  return accept(
    pageOf(
      rows,
      limit,
      ({ occurredAt, seq }) => [occurredAt, seq],
      (row) =>
        rowJson(
          row,
          assetEvents(source, row, knownSeq(moment)).some(({ superseded }) => superseded === 1),
        ),
    ),
  );
}

function rowJson(row: Row, corrected: boolean): HandoverRow {
  const missing: readonly string[] = JSON.parse(row.missing);
  return { ...row, missing, occurredAt: formatInstant(row.occurredAt), corrected };
}

interface Companion {
  readonly seq: number;
  readonly eventId: string;
  readonly streamId: string;
  readonly streamType: string;
  readonly correlationId: string;
  readonly superseded: number;
}

/**
 * A receipt's asset events. The events of one command lie together in the log, receipts before assets; of several
 * receipts of one command each has its own assets.
 */
function assetEvents({ read }: Source, { seq }: Row, known: number): readonly Companion[] {
  const own = read.get<{ correlationId: string; assetIds: string }>(
    `SELECT correlation_id AS correlationId, (SELECT json_group_array(value ->> '$.assetId')
       FROM json_each(data, '$.items')) AS assetIds FROM events WHERE seq = ?`,
    seq,
  );
  if (!own) throw new Error(`handover ${seq} is not in the log`);
  const assetIds: readonly string[] = JSON.parse(own.assetIds);
  const wanted = new Set(assetIds);
  const found: Companion[] = [];
  for (let next = seq + 1; found.length < wanted.size; next += 1) {
    const event = read.get<Companion>(
      `SELECT seq, event_id AS eventId, stream_id AS streamId, stream_type AS streamType, correlation_id AS correlationId,
         EXISTS (SELECT 1 FROM events s WHERE s.supersedes_event_id = e.event_id AND s.seq <= ?) AS superseded
       FROM events e WHERE seq = ?`,
      known,
      next,
    );
    if (event?.correlationId !== own.correlationId) break;
    if (event.streamType === 'asset' && wanted.has(event.streamId)) found.push(event);
  }
  return found;
}

/** A receipt as it was frozen, its asset events as they are, and whether anything of it was corrected since. */
export function getHandover(source: Source, args: QueryArgs<'handover.get'>): Result<HandoverAnswer> {
  const { receipt } = args;
  const known = knownSeq(momentOf(source, args));
  const { read, log } = source;
  const find = (column: string, value: string) => read.get<Row>(`${SELECT} WHERE h.${column} = ?`, value);
  const row = find('receipt', receipt) ?? find('receipt', receipt.toUpperCase()) ?? find('handover_id', receipt);
  const event = row && log.bySeq(row.seq);
  if (!row || !event || row.seq > known) return refuse('NOT_FOUND', { entity: 'receipt', field: 'receipt', receipt });
  const names = openEventNames(source, known);
  const companions = assetEvents(source, row, known);
  const corrected = companions.filter(({ superseded }) => superseded === 1);
  return accept({
    ...rowJson(row, corrected.length > 0),
    event: names.named(event),
    assetEvents: companions.map(({ seq, eventId, streamId }) => {
      const companion = log.bySeq(seq);
      if (!companion) throw new Error(`event ${eventId} is in the index but not there`);
      const history: HistoryRow = names.history(companion);
      return { ...history, previous: previousOf(source, streamId, eventId) };
    }),
    correctedEvents: corrected.map(({ eventId }) => eventId),
  });
}

/** The stay that an event ended: opened by what, and was it a gap? */
function previousOf({ read }: Source, assetId: string, eventId: string): { eventId: string; gap: boolean } | null {
  const stay = read.get<{ eventId: string; gap: number }>(
    `SELECT opened_by AS eventId, gap FROM custody_spans WHERE asset_id = ? AND closed_by = ?
     UNION ALL SELECT opened_by, gap FROM custody_moments WHERE asset_id = ? AND closed_by = ? LIMIT 1`,
    assetId,
    eventId,
    assetId,
    eventId,
  );
  return stay ? { eventId: stay.eventId, gap: stay.gap === 1 } : null;
}
