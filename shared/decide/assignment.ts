import {
  type AssignmentStatus,
  assignmentText,
  type Dispatched,
  dispatchedForm,
  statusOf,
  stepsFrom,
} from '../assignment/assignment.ts';
import { foldCase } from '../case/caseHistory.ts';
import type { CommandOf } from '../contract/commands.ts';
import type { StoredEvent } from '../event.ts';
import { accept, type Result, refuse } from '../result.ts';
import type { Session } from '../session.ts';
import { isBlank } from '../text.ts';
import { assetAt, custodyNow, findAsset, findCase, needReason, present } from './common.ts';
import type { Draft, Look } from './look.ts';
import { crossingsByCompletion, crossingsByTakingBack } from './threshold.ts';

type Decided = Result<readonly Draft[]>;

/** One assignment as its own events tell it. */
interface Seen {
  readonly assignmentId: string;
  readonly dispatched: Dispatched;
  readonly status: AssignmentStatus;
}

export function dispatchAssignment(look: Look, command: CommandOf<'assignment.dispatch'>): Decided {
  if (isBlank(command.title)) return refuse('INVALID', { field: 'title', why: 'must not be empty' });
  const recipient = look.operatorByName(command.recipient);
  if (!recipient) return refuse('NOT_FOUND', { entity: 'operator', field: 'recipient', operator: command.recipient });
  if (!recipient.active)
    return refuse('ILLEGAL_TRANSITION', { field: 'recipient', operator: recipient.name, why: 'deactivated' });
  if (command.refersTo !== undefined && !seen(look, command.refersTo)) {
    return refuse('NOT_FOUND', { entity: 'assignment', field: 'refersTo', assignmentId: command.refersTo });
  }
  const assets: Dispatched['assets'] = [];
  for (const [i, tag] of (command.assets ?? []).entries()) {
    const found = findAsset(look, tag, `assets.${i}`);
    if (!found.ok) return found;
    const asset = assetAt(look.assetEntries(found.value), look.recordedAt);
    if (!asset.exists) return refuse('NOT_FOUND', { entity: 'asset', field: `assets.${i}`, tag, notYet: true });
    if (assets.some(({ assetId }) => assetId === found.value)) {
      return refuse('INVALID', { field: `assets.${i}`, why: 'is there twice' });
    }
    const { tag: written, model } = asset.details;
    const { status, case: code, slot, holder } = custodyNow(look, asset.place);
    const custody = code === null ? (holder === null ? status : `with ${holder}`) : `in slot ${slot} of ${code}`;
    assets.push({ tag: written, assetId: found.value, ...present({ model }), custody });
  }
  const cases: Dispatched['cases'] = [];
  for (const [i, code] of (command.cases ?? []).entries()) {
    const found = findCase(look, code, `cases.${i}`);
    if (!found.ok) return found;
    const { state } = foldCase(found.value, look.caseEntries(found.value));
    if (!state.exists) return refuse('NOT_FOUND', { entity: 'case', field: `cases.${i}`, case: code, notYet: true });
    if (cases.some(({ caseId }) => caseId === found.value)) {
      return refuse('INVALID', { field: `cases.${i}`, why: 'is there twice' });
    }
    cases.push({ case: state.code, caseId: found.value, ...present({ name: state.name }), slots: state.slots });
  }
  const { title, dueAt, refersTo } = command;
  const instructions = command.instructions?.trim() || undefined;
  const frozen = {
    title,
    ...present({ instructions }),
    recipient: recipient.name,
    assets,
    cases,
    ...present({ dueAt, refersTo }),
  };
  const text = assignmentText(frozen);
  const data = { ...frozen, recipientId: recipient.operatorId, text, textHash: look.sha256(text) };
  const concerned = {
    ...(assets.length > 0 ? { assets: assets.map(({ tag }) => tag) } : {}),
    ...(cases.length > 0 ? { cases: cases.map((one) => one.case) } : {}),
  };
  const told = { status: 'dispatched', ...frozen, assets: undefined, cases: undefined, ...concerned };
  const changes = Object.entries(present(told)).map(([field, after]) => ({ field, before: null, after }));
  return accept([{ streamType: 'assignment', streamId: look.newId(), type: 'ASSIGNMENT_DISPATCHED', data, changes }]);
}

/** Reading is proven by the hash of the text that was shown and, in the window, by the one-time id of its opening. */
export function readAssignment(look: Look, command: CommandOf<'assignment.read'>): Decided {
  const found = forRecipient(look, command.assignmentId);
  if (!found.ok) return found;
  const { textHash } = found.value.dispatched;
  if (command.textHash !== textHash) {
    return refuse('INVALID', { field: 'textHash', why: 'is not that of the text that was dispatched' });
  }
  const opened = look.reading(command.assignmentId, command.readingId);
  if (!opened.ok) return opened;
  return taken(found.value, 'read', { textHash, ...opened.value });
}

export function acknowledgeAssignment(look: Look, command: CommandOf<'assignment.acknowledge'>): Decided {
  const found = forRecipient(look, command.assignmentId);
  return found.ok ? taken(found.value, 'acknowledged', {}) : found;
}

export function completeAssignment(look: Look, command: CommandOf<'assignment.complete'>): Decided {
  const found = forRecipient(look, command.assignmentId);
  if (!found.ok) return found;
  const done = taken(found.value, 'completed', {});
  if (!done.ok) return done;
  return accept([...done.value, ...crossingsByCompletion(look, found.value.dispatched.recipientId)]);
}

export function cancelAssignment(look: Look, command: CommandOf<'assignment.cancel'>): Decided {
  const note = needReason(command.note, 'note');
  if (!note.ok) return note;
  const found = findAssignment(look, command.assignmentId);
  return found.ok ? taken(found.value, 'cancelled', {}) : found;
}

/** The recipient says no: a note on the record for the coordinator to act on, and no new state. */
export function declineAssignment(look: Look, command: CommandOf<'assignment.decline'>): Decided {
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const found = forRecipient(look, command.assignmentId);
  if (!found.ok) return found;
  const { assignmentId, status } = found.value;
  if (status === 'completed' || status === 'cancelled') return illegal(found.value, 'EVENT_DECLINED');
  const changes = [{ field: 'declined', before: null, after: reason.value }];
  const data = { reason: reason.value };
  return accept([{ streamType: 'assignment', streamId: assignmentId, type: 'EVENT_DECLINED', data, changes }]);
}

/** Brings what was dispatched to somebody who has just signed in here. */
export function deliverTo(assignments: readonly string[], via: Session['via']): readonly Draft[] {
  return assignments.map((assignmentId) => ({
    streamType: 'assignment',
    streamId: assignmentId,
    type: 'ASSIGNMENT_DELIVERED',
    data: { via },
    changes: [{ field: 'status', before: 'dispatched', after: 'delivered' }],
    bySystem: true,
  }));
}

/** Takes a completion back: the one entry that may follow a final state. */
export function takeCompletionBack(look: Look, completed: StoredEvent, reason: string): Draft {
  return {
    streamType: 'assignment',
    streamId: completed.streamId,
    type: 'ASSIGNMENT_CANCELLED',
    data: {},
    note: reason,
    supersedes: completed,
    reason,
    occurredAt: look.recordedAt,
    changes: [{ field: 'status', before: 'completed', after: 'cancelled' }],
  };
}

/** Whose count the completions that are taken back together lower, and who falls below the threshold with it. */
export function withCrossings(look: Look, corrections: readonly Draft[]): readonly Draft[] {
  const takenBack = corrections.flatMap(({ supersedes: event }) => {
    const found = event?.type === 'ASSIGNMENT_COMPLETED' ? seen(look, event.streamId) : null;
    return event && found ? [{ event, recipientId: found.dispatched.recipientId }] : [];
  });
  return [...corrections, ...crossingsByTakingBack(look, takenBack)];
}

function findAssignment(look: Look, assignmentId: string): Result<Seen> {
  const found = seen(look, assignmentId);
  return found ? accept(found) : refuse('NOT_FOUND', { entity: 'assignment', field: 'assignmentId', assignmentId });
}

function forRecipient(look: Look, assignmentId: string): Result<Seen> {
  const found = findAssignment(look, assignmentId);
  if (!found.ok) return found;
  const { recipient, recipientId } = found.value.dispatched;
  return recipientId === look.actor.operatorId
    ? found
    : refuse('NOT_ALLOWED', { needs: 'recipient', recipient, role: look.actor.role });
}

function seen(look: Look, assignmentId: string): Seen | null {
  const events = look.assignmentEvents(assignmentId);
  const first = events.find(({ type }) => type === 'ASSIGNMENT_DISPATCHED');
  const last = events.findLast(({ type }) => statusOf[type] !== undefined);
  const status = last ? statusOf[last.type] : undefined;
  return first && status ? { assignmentId, dispatched: dispatchedForm.parse(first.data), status } : null;
}

function taken(found: Seen, to: keyof typeof stepsFrom, data: Draft['data']): Decided {
  const type = `ASSIGNMENT_${to.toUpperCase()}`;
  return stepsFrom[to].includes(found.status) ? accept([step(found, type, data)]) : illegal(found, type);
}

const step = ({ assignmentId, status }: Seen, type: string, data: Draft['data']): Draft => ({
  streamType: 'assignment',
  streamId: assignmentId,
  type,
  data,
  changes: [{ field: 'status', before: status, after: statusOf[type] }],
});

const illegal = ({ assignmentId, status, dispatched }: Seen, type: string) =>
  refuse('ILLEGAL_TRANSITION', { assignmentId, assignment: dispatched.title, type, status });
