import { type AssignmentStatus, dispatchedForm, statusOf } from '../../../shared/assignment/assignment.ts';
import { type AssignmentState, foldAssignment } from '../../../shared/assignment/assignmentHistory.ts';
import type { Page } from '../../../shared/contract/answers.ts';
import type {
  AssignmentAnswer,
  AssignmentLogEntry,
  AssignmentRow,
} from '../../../shared/contract/assignmentAnswers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { StoredEvent } from '../../../shared/event.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { formatInstant } from '../../../shared/time.ts';
import { findAsset } from './assets.ts';
import { assignmentEvents, assignmentsThen } from './assignmentsThen.ts';
import { allOf, type Condition } from './filters.ts';
import { openNames } from './names.ts';
import { decodeCursor, pageOf, timedKey } from './page.ts';
import { type Moment, momentOf, type Source, timeOf } from './source.ts';

type Row = Pick<
  AssignmentState,
  'assignmentId' | 'title' | 'recipientId' | 'dispatchedBy' | 'dispatchedAt' | 'status' | 'statusAt' | 'dueAt'
> &
  Pick<AssignmentState, 'declinedAt' | 'version'>;

const COLUMNS = `d.assignment_id AS assignmentId, d.title, d.recipient_id AS recipientId, d.dispatched_by AS dispatchedBy,
  d.dispatched_at AS dispatchedAt, d.status, d.status_at AS statusAt, d.due_at AS dueAt, d.declined_at AS declinedAt,
  d.version`;

const isFinal = (status: AssignmentStatus): boolean => status === 'completed' || status === 'cancelled';

/** Operators are called as they are now, here as everywhere. */
function rowJson({ lookups }: Pick<Source, 'lookups'>, row: Row, now: number): AssignmentRow {
  const { assignmentId, title, status, dueAt, version } = row;
  const open = !isFinal(status);
  const nameOf = (id: string): string | null => lookups.operatorById(id)?.name ?? null;
  return {
    assignmentId,
    title,
    recipient: nameOf(row.recipientId) ?? '',
    dispatchedBy: nameOf(row.dispatchedBy),
    dispatchedAt: formatInstant(row.dispatchedAt),
    status,
    statusAt: formatInstant(row.statusAt),
    dueAt: dueAt === null ? null : formatInstant(dueAt),
    overdue: open && dueAt !== null && dueAt < now,
    declined: open && row.declinedAt !== null,
    version,
  };
}

/** Assignments by when they were dispatched, as they stood at a moment, the newest first unless asked otherwise. */
export function listAssignments(source: Source, args: QueryArgs<'assignment.list'>): Result<Page<AssignmentRow>> {
  const { limit, order } = args;
  const cursor = decodeCursor(timedKey, args.cursor);
  if (!cursor.ok) return cursor;
  const moment = momentOf(source, args);
  const conditions = conditionsOf(source, args, moment);
  if (!conditions.ok) return conditions;
  const { first, tables, params } = assignmentsThen(source, moment);
  const all = allOf(conditions.value);
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const page = allOf([
    ...conditions.value,
    ...(cursor.value ? [{ sql: `(d.dispatched_at, d.assignment_id) ${ahead} (?, ?)`, values: cursor.value }] : []),
  ]);
  const rows = source.read.all<Row>(
    `${first}${tables.map((table) => `SELECT ${COLUMNS} FROM ${table} d WHERE ${page.sql}`).join(' UNION ALL ')}
     ORDER BY dispatchedAt ${direction}, assignmentId ${direction} LIMIT ?`,
    ...params,
    ...tables.flatMap(() => page.values),
    limit + 1,
  );
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table} d WHERE ${all.sql})`);
  const total = source.read.get<{ n: number }>(
    `${first}SELECT ${counts.join(' + ')} AS n`,
    ...params,
    ...tables.flatMap(() => all.values),
  );
  const now = timeOf(source, moment);
  return accept(
    pageOf(
      rows,
      limit,
      ({ dispatchedAt, assignmentId }) => [dispatchedAt, assignmentId],
      (row) => rowJson(source, row, now),
      total?.n ?? 0,
    ),
  );
}

function conditionsOf(
  source: Source,
  { recipient: name, status, concerns }: QueryArgs<'assignment.list'>,
  moment: Moment,
): Result<readonly Condition[]> {
  const { lookups } = source;
  const recipient = name === undefined ? null : lookups.operator(name);
  if (name !== undefined && !recipient) {
    return refuse('NOT_FOUND', { entity: 'operator', field: 'recipient', operator: name });
  }
  const statuses = status === undefined ? [] : [status].flat();
  // A tag and a code may be the same; what was voided has nothing but its id.
  const idOf = (found: Result<string>): string | null => (found.ok ? found.value : null);
  const things =
    concerns === undefined
      ? []
      : [idOf(findAsset(source, concerns, moment)), idOf(openNames(source, moment).findCase(concerns)), concerns];
  const marks = (list: readonly unknown[]) => list.map(() => '?').join(', ');
  const ids = things.filter((id) => id !== null);
  return accept([
    ...(recipient ? [{ sql: 'd.recipient_id = ?', values: [recipient.operatorId] }] : []),
    ...(statuses.length > 0 ? [{ sql: `d.status IN (${marks(statuses)})`, values: statuses }] : []),
    ...(ids.length > 0
      ? [
          {
            sql: `d.assignment_id IN (SELECT assignment_id FROM assignment_concerns WHERE entity_id IN (${marks(ids)}))`,
            values: ids,
          },
        ]
      : []),
  ]);
}

/** One assignment with its text and its log, as it stood at a moment. */
export function getAssignment(source: Source, args: QueryArgs<'assignment.get'>): Result<AssignmentAnswer> {
  const { assignmentId } = args;
  const moment = momentOf(source, args);
  const events = assignmentEvents(source, assignmentId, moment);
  const state = foldAssignment(events);
  if (!state) {
    const there = source.read.get('SELECT 1 FROM assignments WHERE assignment_id = ?', assignmentId);
    const notYet = there ? { notYet: true } : {};
    return refuse('NOT_FOUND', { entity: 'assignment', field: 'assignmentId', assignmentId, ...notYet });
  }
  const dispatched = dispatchedForm.parse(events.find(({ type }) => type === 'ASSIGNMENT_DISPATCHED')?.data);
  const { text, textHash, instructions, refersTo } = dispatched;
  const nameOf = (id: string | null) => (id === null ? null : (source.lookups.operatorById(id)?.name ?? null));
  return accept({
    ...rowJson(source, state, timeOf(source, moment)),
    text,
    textHash,
    instructions: instructions ?? null,
    refersTo: refersTo ?? null,
    referredToBy: source.read
      .all<{ id: string }>(
        'SELECT assignment_id AS id FROM assignments WHERE refers_to = ? ORDER BY dispatched_at',
        assignmentId,
      )
      .map(({ id }) => id)
      .filter((id) => assignmentEvents(source, id, moment).length > 0),
    assets: dispatched.assets.map(({ tag, assetId }) => ({ tag, assetId })),
    cases: dispatched.cases.map((one) => ({ case: one.case, caseId: one.caseId })),
    log: logOf(events, nameOf),
    declines: events
      .filter(({ type }) => type === 'EVENT_DECLINED')
      .map(({ recordedAt, actorId, data }) => ({
        at: formatInstant(recordedAt),
        actor: nameOf(actorId),
        reason: String(data.reason ?? ''),
      })),
  });
}

function logOf(events: readonly StoredEvent[], nameOf: (id: string | null) => string | null): AssignmentLogEntry[] {
  const superseded = new Set(events.map(({ supersedesEventId }) => supersedesEventId));
  let previousStatus: AssignmentStatus | null = null;
  return events.flatMap((event) => {
    const status = statusOf[event.type];
    if (!status) return [];
    const entry: AssignmentLogEntry = {
      id: event.eventId,
      status,
      previousStatus,
      actorKind: event.actorKind,
      actorId: event.actorId,
      actor: nameOf(event.actorId),
      actorRole: event.actorRole,
      note: event.note,
      deviceInfo: event.deviceInfo,
      createdAt: formatInstant(event.recordedAt),
      data: event.type === 'ASSIGNMENT_DISPATCHED' ? {} : event.data,
      superseded: superseded.has(event.eventId),
    };
    previousStatus = status;
    return [entry];
  });
}
