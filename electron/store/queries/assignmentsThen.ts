import { type AssignmentState, foldAssignment } from '../../../shared/assignment/assignmentHistory.ts';
import type { StoredEvent } from '../../../shared/event.ts';
import { lastMoment } from './assetsThen.ts';
import { isNow, knownSeq, type Moment, type Source } from './source.ts';

/**
 * The events of an assignment up to a moment, oldest first. They count from when they were recorded: the order of its
 * steps is that of recording, whatever time was said of one.
 */
export function assignmentEvents({ log }: Pick<Source, 'log'>, assignmentId: string, moment: Moment): StoredEvent[] {
  const events = log.stream(assignmentId);
  if (isNow(moment)) return events;
  const [at, seq] = [lastMoment(moment), knownSeq(moment)];
  return events.filter((event) => event.recordedAt <= at && event.seq <= seq);
}

/** The columns of the table, by the fields of a state. */
const columns = {
  assignment_id: 'assignmentId',
  title: 'title',
  recipient_id: 'recipientId',
  dispatched_by: 'dispatchedBy',
  dispatched_at: 'dispatchedAt',
  status: 'status',
  status_at: 'statusAt',
  completed_at: 'completedAt',
  due_at: 'dueAt',
  declined_at: 'declinedAt',
  version: 'version',
} as const satisfies Readonly<Record<string, keyof AssignmentState>>;
const names = Object.keys(columns).join(', ');

const ASKED = 'asked AS MATERIALIZED (SELECT ? AS at, ? AS settled)';
const FOLDED = `folded AS MATERIALIZED (
  SELECT ${Object.entries(columns).map(([column, field]) => `value ->> '$.${field}' AS ${column}`)} FROM json_each(?))`;

export interface AssignmentsThen {
  /** what stands before the SELECT: nothing, or a WITH */
  readonly first: string;
  /** in SQL, each with some columns of `assignments`: together they have each assignment once */
  readonly tables: readonly string[];
  /** the values of what stands first */
  readonly params: readonly (string | number)[];
}

/**
 * All assignments as they stood, and were known to stand, at a moment. What was finished by then is read as it is now;
 * what was under way is folded from its events.
 */
export function assignmentsThen(source: Source, moment: Moment): AssignmentsThen {
  if (isNow(moment)) return { first: '', tables: ['(SELECT * FROM assignments)'], params: [] };
  return {
    first: `WITH ${ASKED}, ${FOLDED} `,
    tables: [
      `(SELECT ${names} FROM assignments
        WHERE dispatched_at <= (SELECT at FROM asked) AND version <= (SELECT settled FROM asked))`,
      'folded',
    ],
    params: [lastMoment(moment), moment.settled, underWay(source, moment)],
  };
}

/** The moment asked about last, by store: a board asks for every state at it. */
const last = new WeakMap<Source['read'], { readonly of: string; readonly rows: string }>();

/** JSON: the states of those that something was recorded about since. */
function underWay(source: Source, moment: Moment): string {
  const { read, log } = source;
  const of = [lastMoment(moment), knownSeq(moment), log.lastSeq()].join(' ');
  const kept = last.get(read);
  if (kept?.of === of) return kept.rows;
  const ids = read.all<{ id: string }>(
    'SELECT assignment_id AS id FROM assignments WHERE dispatched_at <= ? AND version > ?',
    lastMoment(moment),
    moment.settled,
  );
  const states = ids.flatMap(({ id }) => foldAssignment(assignmentEvents(source, id, moment)) ?? []);
  const fresh = { of, rows: JSON.stringify(states) };
  last.set(read, fresh);
  return fresh.rows;
}
