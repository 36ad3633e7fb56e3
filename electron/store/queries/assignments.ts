import { type AssignmentStatus, dispatchedForm, statusOf } from '../../../shared/assignment/assignment.ts';
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
import { allOf, type Condition } from './filters.ts';
import { decodeCursor, pageOf, timedKey } from './page.ts';
import type { Source } from './source.ts';

interface Row {
  readonly assignmentId: string;
  readonly title: string;
  readonly recipient: string;
  readonly dispatchedBy: string | null;
  readonly dispatchedAt: number;
  readonly status: AssignmentStatus;
  readonly statusAt: number;
  readonly dueAt: number | null;
  readonly declinedAt: number | null;
  readonly version: number;
}

const COLUMNS = `a.assignment_id AS assignmentId, a.title,
  (SELECT name FROM operators WHERE operator_id = a.recipient_id) AS recipient,
  (SELECT name FROM operators WHERE operator_id = a.dispatched_by) AS dispatchedBy, a.dispatched_at AS dispatchedAt,
  a.status, a.status_at AS statusAt, a.due_at AS dueAt, a.declined_at AS declinedAt, a.version`;

const isFinal = (status: AssignmentStatus): boolean => status === 'completed' || status === 'cancelled';

function rowJson({ declinedAt, dispatchedAt, statusAt, dueAt, ...row }: Row, now: number): AssignmentRow {
  const open = !isFinal(row.status);
  return {
    ...row,
    dispatchedAt: formatInstant(dispatchedAt),
    statusAt: formatInstant(statusAt),
    dueAt: dueAt === null ? null : formatInstant(dueAt),
    overdue: open && dueAt !== null && dueAt < now,
    declined: open && declinedAt !== null,
  };
}

/** Assignments by when they were dispatched, the newest first unless asked otherwise. */
export function listAssignments(source: Source, args: QueryArgs<'assignment.list'>): Result<Page<AssignmentRow>> {
  const { limit, order } = args;
  const cursor = decodeCursor(timedKey, args.cursor);
  if (!cursor.ok) return cursor;
  const conditions = conditionsOf(source, args);
  if (!conditions.ok) return conditions;
  const all = allOf(conditions.value);
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const page = allOf([
    ...conditions.value,
    ...(cursor.value ? [{ sql: `(a.dispatched_at, a.assignment_id) ${ahead} (?, ?)`, values: cursor.value }] : []),
  ]);
  const rows = source.read.all<Row>(
    `SELECT ${COLUMNS} FROM assignments a WHERE ${page.sql}
     ORDER BY a.dispatched_at ${direction}, a.assignment_id ${direction} LIMIT ?`,
    ...page.values,
    limit + 1,
  );
  const total = source.read.get<{ n: number }>(
    `SELECT count(*) AS n FROM assignments a WHERE ${all.sql}`,
    ...all.values,
  );
  const now = source.now();
  return accept(
    pageOf(
      rows,
      limit,
      ({ dispatchedAt, assignmentId }) => [dispatchedAt, assignmentId],
      (row) => rowJson(row, now),
      total?.n ?? 0,
    ),
  );
}

function conditionsOf(
  { lookups }: Pick<Source, 'lookups'>,
  { recipient: name, status, concerns }: QueryArgs<'assignment.list'>,
): Result<readonly Condition[]> {
  const recipient = name === undefined ? null : lookups.operator(name);
  if (name !== undefined && !recipient) {
    return refuse('NOT_FOUND', { entity: 'operator', field: 'recipient', operator: name });
  }
  const statuses = status === undefined ? [] : [status].flat();
  // A tag and a code may be the same; what was voided has nothing but its id.
  const things = concerns === undefined ? [] : [lookups.asset(concerns), lookups.case(concerns), concerns];
  const marks = (list: readonly unknown[]) => list.map(() => '?').join(', ');
  const ids = things.filter((id) => id !== null);
  return accept([
    ...(recipient ? [{ sql: 'a.recipient_id = ?', values: [recipient.operatorId] }] : []),
    ...(statuses.length > 0 ? [{ sql: `a.status IN (${marks(statuses)})`, values: statuses }] : []),
    ...(ids.length > 0
      ? [
          {
            sql: `a.assignment_id IN (SELECT assignment_id FROM assignment_concerns WHERE entity_id IN (${marks(ids)}))`,
            values: ids,
          },
        ]
      : []),
  ]);
}

export function getAssignment(source: Source, args: QueryArgs<'assignment.get'>): Result<AssignmentAnswer> {
  const { assignmentId } = args;
  const row = source.read.get<Row>(`SELECT ${COLUMNS} FROM assignments a WHERE a.assignment_id = ?`, assignmentId);
  if (!row) return refuse('NOT_FOUND', { entity: 'assignment', field: 'assignmentId', assignmentId });
  const events = source.log.stream(assignmentId);
  const [first] = events;
  const dispatched = dispatchedForm.parse(first?.data);
  const { text, textHash, instructions, refersTo } = dispatched;
  const nameOf = (id: string | null) => (id === null ? null : (source.lookups.operatorById(id)?.name ?? null));
  return accept({
    ...rowJson(row, source.now()),
    text,
    textHash,
    instructions: instructions ?? null,
    refersTo: refersTo ?? null,
    referredToBy: source.read
      .all<{ id: string }>(
        'SELECT assignment_id AS id FROM assignments WHERE refers_to = ? ORDER BY dispatched_at',
        assignmentId,
      )
      .map(({ id }) => id),
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
