import type { Command } from '../../shared/contract/commands.ts';
import { decide, type LoggedCommand } from '../../shared/decide/decide.ts';
import type { Decided, Draft } from '../../shared/decide/look.ts';
import { eventJson, type StoredEvent } from '../../shared/event.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { formatInstant } from '../../shared/time.ts';
import { type CommandResult, refused } from './commandResult.ts';
import type { EngineNeeds, Ready } from './engineNeeds.ts';
import { lookIn } from './lookIn.ts';
import { tried } from './preview.ts';
import type { QueueCommands } from './queues.ts';
import type { Readings } from './readings.ts';
import type { Recorder } from './recorder.ts';
import type { Refusals } from './refusals.ts';
import type { Reading, Timekeeper } from './timekeeper.ts';
import { openUnit, type Unit } from './unit.ts';

export interface PlayerParts {
  readonly recorder: Recorder;
  readonly timekeeper: Timekeeper;
  readonly queues: QueueCommands;
  readonly refusals: Refusals;
  readonly readings: Readings;
  pinIsFresh(session: Session): boolean;
}

export type Player = ReturnType<typeof openPlayer>;

/** Plays one command within a transaction: decides it and appends what it comes to, or says why not. */
export function openPlayer(needs: EngineNeeds, parts: PlayerParts) {
  const { log, history, lookups, neighbours, clock } = needs;
  const { recorder, timekeeper, queues, refusals, readings, pinIsFresh } = parts;

  /** Decides one command and appends what it comes to; nothing is judged or projected yet. */
  function play(ready: Ready, unit: Unit, reading: Reading, correlationId: string): Result<StoredEvent[]> {
    const decided = decideIn(ready, unit, reading);
    if (!decided.ok) return decided;
    const appended = appendAll(ready, unit, reading, correlationId, decided.value);
    if (!appended.ok) return appended;
    const stored = appended.value;
    const { command, actor } = ready;
    const [first] = stored;
    if (ready.pinHash !== null && first) needs.secrets.setPin(first.streamId, ready.pinHash, reading.recordedAt);
    if (command.command === 'operator.unlock' && first) needs.secrets.forgetAttempts(first.streamId);
    if (command.command === 'handover.commit') {
      queues.leave(command.kind, actor, new Set(stored.map(({ streamId }) => streamId)));
    }
    return appended;
  }

  /** What the command comes to, read with the unit's earlier events in place. */
  function decideIn(ready: Ready, unit: Unit, reading: Reading): Decided {
    const { command, actor, session, occurredAt } = ready;
    const { recordedAt } = reading;
    if (occurredAt && occurredAt.at > recordedAt) {
      return refuse('IN_FUTURE', { field: 'occurredAt', now: formatInstant(recordedAt) });
    }
    const at = occurredAt?.at ?? recordedAt;
    const look = lookIn(
      { ...needs, unit },
      {
        recordedAt,
        occurredAt: at,
        actor,
        told: ready.stages?.('decide'),
        pinConfirmed: (id) =>
          (id === actor.operatorId && pinIsFresh(session)) || session.confirmedOperators.includes(id),
        reading: (assignmentId, readingId) =>
          session.via === 'window'
            ? readings.proof(actor.operatorId, assignmentId, readingId, recordedAt)
            : accept({ confirmedAt: formatInstant(recordedAt), via: session.via }),
      },
    );
    const decided = decide(look, command as LoggedCommand); // queue commands went another way
    if (!decided.ok) return decided;
    return versionConflict(unit, command, decided.value) ?? decided;
  }

  function appendAll(
    ready: Ready,
    unit: Unit,
    reading: Reading,
    correlationId: string,
    drafts: readonly Draft[],
  ): Result<StoredEvent[]> {
    const at = ready.occurredAt?.at ?? reading.recordedAt;
    const offset = ready.occurredAt?.offset ?? clock.offset(at);
    const told = ready.stages?.('append');
    try {
      return accept(
        drafts.map((draft, i) => {
          told?.(i, drafts.length);
          return recorder.append(unit, draft, ready, { ...reading, at, offset, correlationId });
        }),
      );
    } catch (error) {
      if (!needs.isTooLarge(error)) throw error;
      return refuse('INVALID', { field: 'command', why: 'comes to more than the 1 MiB that one event may hold' });
    }
  }

  /** All that is wrong with a command, what is wrong with one line of it notwithstanding the others. */
  function tryOut(ready: Ready): CommandResult {
    const unit = newUnit();
    const reading = timekeeper.read();
    const decided = decideIn(ready, unit, reading);
    const drafts = decided.ok ? decided.value : (decided.besides ?? []);
    const appended = appendAll(ready, unit, reading, needs.newId(reading.recordedAt), drafts);
    if (!appended.ok) return tried([], [appended.error], null);
    const events = appended.value;
    const wrong = refusals(unit.violations(), new Set(events.map(({ eventId }) => eventId)));
    return tried(events, decided.ok ? wrong : [decided.error, ...(decided.others ?? []), ...wrong], unit);
  }

  function versionConflict(unit: Unit, command: Command, drafts: readonly Draft[]): Result<never> | null {
    const [first] = drafts;
    if (command.expectedVersion === undefined || !first) return null;
    const { streamType, streamId } = first.supersedes ?? first;
    const found =
      streamType === 'asset' || streamType === 'case' || streamType === 'holder'
        ? unit.version(streamType, streamId)
        : (log.stream(streamId).at(-1)?.seq ?? 0);
    return found === command.expectedVersion
      ? null
      : refuse('VERSION_CONFLICT', { field: 'expectedVersion', expected: command.expectedVersion, found });
  }

  /** The result of the same command before, if it was given before. */
  function repeated({ command, hash }: Ready): CommandResult | null {
    if (command.commandId === undefined) return null;
    const before = log.byCommandId(command.commandId);
    const [first] = before;
    if (!first) return null;
    return first.commandHash === hash
      ? { ok: true, events: before.map(eventJson), repeated: true }
      : refused({ code: 'DUPLICATE', details: { field: 'commandId', value: command.commandId, entity: 'command' } });
  }

  const newUnit = (): Unit => openUnit(history, lookups, neighbours);

  return { play, tryOut, repeated, newUnit };
}
