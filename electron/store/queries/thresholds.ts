import type { Page } from '../../../shared/contract/answers.ts';
import type { CrossingRow, ThresholdRow } from '../../../shared/contract/assignmentAnswers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { DAY_MS, formatInstant } from '../../../shared/time.ts';
import { lastMoment } from './assetsThen.ts';
import { assignmentsThen } from './assignmentsThen.ts';
import { allOf } from './filters.ts';
import { decodeCursor, numberKey, pageOf, textKey } from './page.ts';
import { settingsAt } from './settingsAt.ts';
import { isNow, knownSeq, type Moment, momentOf, type Source, timeOf } from './source.ts';

interface Row {
  readonly operatorId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly completed: number;
  readonly crossedAt: number | null;
}

/** How many completed assignments each operator had at a moment in the period, against the threshold that was set. */
export function listThresholds(source: Source, args: QueryArgs<'threshold.list'>): Result<Page<ThresholdRow>> {
  const { limit, order } = args;
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;
  const moment = momentOf(source, args);
  const { threshold, thresholdPeriodDays } = settingsAt(source, moment);
  const period = thresholdPeriodDays === null ? null : thresholdPeriodDays * DAY_MS;
  const since = period === null ? Number.MIN_SAFE_INTEGER : timeOf(source, moment) - period;
  const { first, tables, params } = assignmentsThen(source, moment);
  const of = (table: string, what: string, more: string) =>
    `(SELECT ${what} FROM ${table} c WHERE c.recipient_id = o.operator_id${more})`;
  const completed = tables.map((table) => of(table, 'count(*)', ' AND c.completed_at >= ?')).join(' + ');
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = source.read.all<Row>(
    `${first}SELECT o.operator_id AS operatorId, o.name, o.name_key AS nameKey, ${completed} AS completed,
       (SELECT at FROM threshold_crossings
        WHERE recipient_id = o.operator_id AND seq <= ? AND at <= ? ORDER BY seq DESC LIMIT 1) AS crossedAt
     FROM operators o
     WHERE (o.operator_id IN (SELECT value FROM json_each(?))
         ${tables.map((table) => `OR EXISTS ${of(table, '1', '')}`).join(' ')})
       ${cursor.value ? `AND o.name_key ${ahead} ?` : ''} ORDER BY o.name_key ${direction} LIMIT ?`,
    ...params,
    ...tables.map(() => since),
    knownSeq(moment),
    lastMoment(moment),
    JSON.stringify(activeOperators(source, moment)),
    ...(cursor.value ?? []),
    limit + 1,
  );
  return accept(
    pageOf(
      rows,
      limit,
      ({ nameKey }) => [nameKey],
      ({ name, completed, crossedAt }) => ({
        recipient: name,
        completed,
        threshold,
        reached: completed >= threshold,
        crossedAt: crossedAt === null ? null : formatInstant(crossedAt),
      }),
    ),
  );
}

/** Ids of the operators who could sign in at the moment: added by then, and not deactivated. */
function activeOperators({ read, log }: Source, moment: Moment): readonly string[] {
  const rows = read.all<{ id: string; active: number; version: number }>(
    'SELECT operator_id AS id, active, version FROM operators',
  );
  const [at, seq] = [lastMoment(moment), knownSeq(moment)];
  const wasActive = (id: string): boolean => {
    const types = log.stream(id).flatMap((event) => (event.recordedAt <= at && event.seq <= seq ? event.type : []));
    return types.includes('OPERATOR_ADDED') && !types.includes('OPERATOR_DEACTIVATED');
  };
  return rows.flatMap(({ id, active, version }) => {
    const then = version <= moment.settled ? active === 1 : wasActive(id);
    return then ? [id] : [];
  });
}

/** Who had reached the threshold by a moment or fallen below it, and when; the newest first unless asked otherwise. */
export function listCrossings(source: Source, args: QueryArgs<'threshold.crossings'>): Result<Page<CrossingRow>> {
  const { limit, order, from } = args;
  const cursor = decodeCursor(numberKey, args.cursor);
  if (!cursor.ok) return cursor;
  const recipient = args.recipient === undefined ? null : source.lookups.operator(args.recipient);
  if (args.recipient !== undefined && !recipient) {
    return refuse('NOT_FOUND', { entity: 'operator', field: 'recipient', operator: args.recipient });
  }
  const moment = momentOf(source, args);
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const { sql, values } = allOf([
    ...(isNow(moment) ? [] : [{ sql: 'c.seq <= ? AND c.at <= ?', values: [knownSeq(moment), lastMoment(moment)] }]),
    ...(recipient ? [{ sql: 'c.recipient_id = ?', values: [recipient.operatorId] }] : []),
    ...(from === undefined ? [] : [{ sql: 'c.at >= ?', values: [from] }]),
    ...(cursor.value ? [{ sql: `c.seq ${ahead} ?`, values: cursor.value }] : []),
  ]);
  const rows = source.read.all<Omit<CrossingRow, 'at' | 'reached'> & { at: number; reached: number }>(
    `SELECT c.seq, c.event_id AS eventId, o.name AS recipient, c.at, c.reached, c.completed, c.threshold
     FROM threshold_crossings c JOIN operators o ON o.operator_id = c.recipient_id
     WHERE ${sql} ORDER BY c.seq ${direction} LIMIT ?`,
    ...values,
    limit + 1,
  );
  return accept(
    pageOf(
      rows,
      limit,
      ({ seq }) => [seq],
      ({ at, reached, ...row }) => ({ ...row, at: formatInstant(at), reached: reached === 1 }),
    ),
  );
}
