import { type AssignmentStatus, dispatchedForm, statusOf } from '../../../shared/assignment/assignment.ts';
import type { Page } from '../../../shared/contract/answers.ts';
import type {
  AssignmentAnswer,
  AssignmentLogEntry,
  AssignmentRow,
  ThresholdRow,
} from '../../../shared/contract/assignmentAnswers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { StoredEvent } from '../../../shared/event.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { DAY_MS, formatInstant } from '../../../shared/time.ts';
import { decodeCursor, pageOf, textKey, timedKey } from './page.ts';
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
  const { limit, order, status } = args;
  const cursor = decodeCursor(timedKey, args.cursor);
  if (!cursor.ok) return cursor;
  const recipient = args.recipient === undefined ? null : source.lookups.operator(args.recipient);
  if (args.recipient !== undefined && !recipient) {
    return refuse('NOT_FOUND', { entity: 'operator', field: 'recipient', operator: args.recipient });
  }
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const wanted = [
    ...(recipient ? ['a.recipient_id = ?'] : []),
    ...(status === undefined ? [] : ['a.status = ?']),
    ...(args.concerns === undefined
      ? []
      : ['a.assignment_id IN (SELECT assignment_id FROM assignment_concerns WHERE entity_id = ?)']),
    ...(cursor.value ? [`(a.dispatched_at, a.assignment_id) ${ahead} (?, ?)`] : []),
  ];
  const rows = source.read.all<Row>(
    `SELECT ${COLUMNS} FROM assignments a ${wanted.length > 0 ? `WHERE ${wanted.join(' AND ')}` : ''}
     ORDER BY a.dispatched_at ${direction}, a.assignment_id ${direction} LIMIT ?`,
    ...(recipient ? [recipient.operatorId] : []),
    ...(status === undefined ? [] : [status]),
    ...(args.concerns === undefined ? [] : [entityId(source, args.concerns)]),
    ...(cursor.value ?? []),
    limit + 1,
  );
  const now = source.now();
  return accept(
    pageOf(
      rows,
      limit,
      ({ dispatchedAt, assignmentId }) => [dispatchedAt, assignmentId],
      (row) => rowJson(row, now),
    ),
  );
}

/** An asset or a case, by what people know of it. */
const entityId = ({ lookups }: Source, name: string): string => lookups.asset(name) ?? lookups.case(name) ?? name;

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

/** How many completed assignments each operator has in the period, against the threshold that is set. */
export function listThresholds(source: Source, args: QueryArgs<'threshold.list'>): Result<Page<ThresholdRow>> {
  const { limit, order } = args;
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;
  const { threshold, thresholdPeriodDays } = source.lookups.settings();
  const since = thresholdPeriodDays === null ? Number.MIN_SAFE_INTEGER : source.now() - thresholdPeriodDays * DAY_MS;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = source.read.all<{ name: string; nameKey: string; completed: number }>(
    `SELECT o.name, o.name_key AS nameKey,
       (SELECT count(*) FROM assignments WHERE recipient_id = o.operator_id AND completed_at >= ?) AS completed
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
      ({ name, completed }) => ({
        recipient: name,
        completed,
        threshold,
        reached: completed >= threshold,
      }),
    ),
  );
}
