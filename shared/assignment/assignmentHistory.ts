import type { StoredEvent } from '../event.ts';
import { parseInstant } from '../time.ts';
import { type AssignmentStatus, dispatchedForm, statusOf } from './assignment.ts';

/** Where an assignment stands after some of its events. Instants are ms since 1970 UTC. */
export interface AssignmentState {
  readonly assignmentId: string;
  readonly title: string;
  readonly recipientId: string;
  readonly dispatchedBy: string;
  readonly dispatchedAt: number;
  readonly status: AssignmentStatus;
  /** when it came to that status */
  readonly statusAt: number;
  /** while it counts as completed */
  readonly completedAt: number | null;
  readonly dueAt: number | null;
  /** the recipient said no, and nothing has answered that yet */
  readonly declinedAt: number | null;
  readonly refersTo: string | null;
  readonly textHash: string;
  /** the highest seq of its events */
  readonly version: number;
}

/**
 * The state that a dispatch begins with; null: it is none. What a stranger wrote past the triggers may say anything, or
 * be there twice: `verify` names it, and nothing comes of it.
 */
export function dispatched(event: StoredEvent): AssignmentState | null {
  const { streamId: assignmentId, data, actorId, recordedAt, seq } = event;
  const read = dispatchedForm.safeParse(data);
  if (!read.success || actorId === null) return null;
  const { title, recipientId, dueAt, refersTo = null, textHash } = read.data;
  return {
    assignmentId,
    title,
    recipientId,
    dispatchedBy: actorId,
    dispatchedAt: recordedAt,
    status: 'dispatched',
    statusAt: recordedAt,
    completedAt: null,
    dueAt: dueAt === undefined ? null : (parseInstant(dueAt)?.at ?? null),
    declinedAt: null,
    refersTo,
    textHash,
    version: seq,
  };
}

/** Whoever takes it on after all has taken their "no" back, and a cancelled one needs no answer. */
const answersDecline: ReadonlySet<AssignmentStatus> = new Set(['acknowledged', 'completed', 'cancelled']);

/** The state after one more event of it, in the order of recording. */
export function afterStep(
  state: AssignmentState,
  { type, recordedAt: at, seq: version }: StoredEvent,
): AssignmentState {
  if (type === 'ASSIGNMENT_DISPATCHED') return state;
  const status = statusOf[type];
  if (status) {
    const declinedAt = answersDecline.has(status) ? null : state.declinedAt;
    return { ...state, status, statusAt: at, completedAt: status === 'completed' ? at : null, declinedAt, version };
  }
  return type === 'EVENT_DECLINED' ? { ...state, declinedAt: at, version } : { ...state, version };
}

/** An assignment as some first events of its stream tell it; null: it was not dispatched. */
export function foldAssignment(events: readonly StoredEvent[]): AssignmentState | null {
  return events.reduce<AssignmentState | null>((state, event) => {
    if (state) return afterStep(state, event);
    return event.type === 'ASSIGNMENT_DISPATCHED' ? dispatched(event) : null;
  }, null);
}
