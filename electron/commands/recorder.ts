import { deliverTo } from '../../shared/decide/assignment.ts';
import type { Draft, OperatorSeen } from '../../shared/decide/look.ts';
import { crossingsByTime } from '../../shared/decide/threshold.ts';
import type { JsonObject, NewEvent, StoredEvent } from '../../shared/event.ts';
import type { Session } from '../../shared/session.ts';
import type { AskedBy, EngineNeeds } from './engineNeeds.ts';
import type { Reading, Timekeeper } from './timekeeper.ts';
import { openUnit, type Unit } from './unit.ts';

export type Recorder = ReturnType<typeof openRecorder>;

/** Appends events with what every event carries, and what the app itself records beside them. */
export function openRecorder(needs: EngineNeeds, timekeeper: Timekeeper) {
  const { log, lookups, projector, device, clock } = needs;
  /** sign-ins that no accepted command has followed yet; recorded with the first one */
  const unrecordedSignIns = new WeakMap<Session, Reading & { readonly name: string }>();

  function append(
    unit: Unit,
    draft: Draft,
    { command, actor, hash }: AskedBy,
    when: Reading & { readonly at: number; readonly offset: number; readonly correlationId: string },
  ): StoredEvent {
    const occurredAt = draft.occurredAt ?? when.at;
    unit.before(draft);
    const [event] = log.append([
      {
        ...common(when),
        streamType: draft.streamType,
        streamId: draft.streamId,
        type: draft.type,
        occurredAt,
        occurredOffset: draft.occurredOffset ?? when.offset,
        actorKind: draft.bySystem ? 'system' : 'user',
        actorId: draft.bySystem ? null : actor.operatorId,
        actorRole: draft.bySystem ? null : actor.role,
        data: draft.data,
        changes: draft.changes ?? unit.changesOf(draft, occurredAt),
        note: (draft.note === undefined ? command.note : draft.note) || null,
        commandId: command.commandId ?? null,
        commandHash: command.commandId === undefined ? null : hash,
        supersedesEventId: draft.supersedes?.eventId ?? null,
        correctionReason: draft.reason && draft.supersedes ? draft.reason : null,
      },
    ]);
    if (!event) throw new Error('nothing was appended');
    unit.take(event, draft.supersedes ?? null);
    projector.take(event);
    return event;
  }

  const common = ({ recordedAt, clockSuspect, correlationId }: Reading & { readonly correlationId: string }) => ({
    eventId: needs.newId(recordedAt),
    recordedAt,
    clockSuspect,
    deviceInfo: needs.deviceInfo,
    correlationId,
  });

  /** A sign-in is recorded with the first command that it led to, so that refused commands leave no row. */
  function recordSignIn(session: Session): StoredEvent[] {
    const signedIn = unrecordedSignIns.get(session);
    const actor = lookups.operatorById(session.operatorId);
    if (!signedIn || !actor) return [];
    const { name, recordedAt: signedInAt } = signedIn;
    const reading = timekeeper.read();
    return recordOwn(
      [{ type: 'SIGNED_IN', data: { operator: name, via: session.via } }],
      reading,
      actor,
      Math.min(signedInAt, reading.recordedAt),
    );
  }

  /** Events of the `store` stream: what the app or an operator did with the store as a whole. */
  function recordOwn(
    facts: readonly { readonly type: string; readonly data: JsonObject }[],
    reading: Reading,
    actor: OperatorSeen | null,
    at = reading.recordedAt,
    correlationId = needs.newId(reading.recordedAt),
  ): StoredEvent[] {
    const events = facts.map(
      ({ type, data }): NewEvent => ({
        ...common({ ...reading, correlationId }),
        streamType: 'store',
        streamId: device.storeId,
        type,
        occurredAt: at,
        occurredOffset: clock.offset(at),
        actorKind: actor ? 'user' : 'system',
        actorId: actor?.operatorId ?? null,
        actorRole: actor?.role ?? null,
        data,
        changes: Object.entries(data).map(([field, after]) => ({ field, before: null, after })),
        note: null,
        commandId: null,
        commandHash: null,
        supersedesEventId: null,
        correctionReason: null,
      }),
    );
    const stored = log.append(events);
    for (const event of stored) projector.take(event);
    return stored;
  }

  return {
    append,
    recordSignIn,
    recordOwn,

    /** To be told of a sign-in; it is recorded with the first command that it leads to. */
    signedIn(session: Session, name: string): void {
      unrecordedSignIns.set(session, { ...timekeeper.read(), name });
    },
    /** To be told when the transaction that recorded a sign-in was kept. */
    signInIsRecorded(session: Session): void {
      unrecordedSignIns.delete(session);
    },

    /**
     * What was dispatched to somebody reaches them with their sign-in here, and who fell below the threshold meanwhile
     * is noticed. With that the sign-in is recorded at once, and every sign-in to the window is.
     *
     * @returns what was appended
     */
    deliver(session: Session): readonly StoredEvent[] {
      const actor = lookups.operatorById(session.operatorId);
      const drafts = [
        ...deliverTo(lookups.waitingFor(session.operatorId), session.via),
        ...crossingsByTime({ ...lookups, recordedAt: timekeeper.read().recordedAt }),
      ];
      // A run of the command line that comes to nothing leaves no row; whoever stands at the window was there.
      if (!actor || (drafts.length === 0 && session.via === 'command-line')) return [];
      const signedIn = recordSignIn(session);
      const reading = timekeeper.read();
      const at = reading.recordedAt;
      const when = { ...reading, at, offset: clock.offset(at), correlationId: needs.newId(at) };
      const unit = openUnit(needs.history, lookups, needs.neighbours);
      return [...signedIn, ...drafts.map((draft) => append(unit, draft, { command: {}, actor, hash: '' }, when))];
    },
  };
}
