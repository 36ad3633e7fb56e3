import type { Page } from '../../../shared/contract/answers.ts';
import type { CrossingRow, ThresholdRow } from '../../../shared/contract/assignmentAnswers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { DAY_MS, formatInstant } from '../../../shared/time.ts';
import { allOf } from './filters.ts';
import { decodeCursor, numberKey, pageOf, textKey } from './page.ts';
import type { Source } from './source.ts';

/** How many completed assignments each operator has in the period, against the threshold that is set. */
export function listThresholds(source: Source, args: QueryArgs<'threshold.list'>): Result<Page<ThresholdRow>> {
  const { limit, order } = args;
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;
  const { threshold, thresholdPeriodDays } = source.lookups.settings();
  const since = thresholdPeriodDays === null ? Number.MIN_SAFE_INTEGER : source.now() - thresholdPeriodDays * DAY_MS;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = source.read.all<{ name: string; nameKey: string; completed: number; crossedAt: number | null }>(
    `SELECT o.name, o.name_key AS nameKey,
       (SELECT count(*) FROM assignments WHERE recipient_id = o.operator_id AND completed_at >= ?) AS completed,
       (SELECT at FROM threshold_crossings WHERE recipient_id = o.operator_id ORDER BY seq DESC LIMIT 1) AS crossedAt
     FROM operators o
     WHERE (o.active = 1 OR EXISTS (SELECT 1 FROM assignments WHERE recipient_id = o.operator_id))
       ${cursor.value ? `AND o.name_key ${ahead} ?` : ''} ORDER BY o.name_key ${direction} LIMIT ?`,
    since,
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

/** Who reached the threshold or fell below it, and when; the newest first unless asked otherwise. */
export function listCrossings(source: Source, args: QueryArgs<'threshold.crossings'>): Result<Page<CrossingRow>> {
  const { limit, order, from } = args;
  const cursor = decodeCursor(numberKey, args.cursor);
  if (!cursor.ok) return cursor;
  const recipient = args.recipient === undefined ? null : source.lookups.operator(args.recipient);
  if (args.recipient !== undefined && !recipient) {
    return refuse('NOT_FOUND', { entity: 'operator', field: 'recipient', operator: args.recipient });
  }
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const { sql, values } = allOf([
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
