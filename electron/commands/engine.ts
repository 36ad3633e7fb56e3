import { type Command, commandRoles, isCommandName } from '../../shared/contract/commands.ts';
import { parseCommand } from '../../shared/contract/parse.ts';
import { deliverTo } from '../../shared/decide/assignment.ts';
import { decide, type LoggedCommand } from '../../shared/decide/decide.ts';
import type { Decided, Draft, OperatorSeen } from '../../shared/decide/look.ts';
import { crossingsByTime } from '../../shared/decide/threshold.ts';
import { eventJson, type JsonObject, type NewEvent, type StoredEvent } from '../../shared/event.ts';
import type { Violation } from '../../shared/history/entry.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { type Clock, formatInstant, MINUTE_MS, parseInstant } from '../../shared/time.ts';
import { hashPin } from '../auth/pin.ts';
import type { EventLog } from '../store/eventLog.ts';
import type { History } from '../store/history.ts';
import type { Lookups } from '../store/lookups.ts';
import type { Neighbours } from '../store/neighbours.ts';
import type { OperatorSecrets } from '../store/operatorSecrets.ts';
import type { Projector } from '../store/projections/projector.ts';
import type { ScanQueue } from '../store/scanQueue.ts';
import type { Outcome, Transaction } from '../store/transaction.ts';
import { commandHash } from './canonical.ts';
import { type CommandResult, refused } from './commandResult.ts';
import { lookIn } from './lookIn.ts';
import { eachOf, tried } from './preview.ts';
import { isQueueCommand, openQueueCommands } from './queues.ts';
import { openReadings } from './readings.ts';
import { openRefusals } from './refusals.ts';
import { openTimekeeper, type Reading } from './timekeeper.ts';
import { openUnit, type Unit } from './unit.ts';

/** A PIN counts as just confirmed for this long. */
const PIN_FRESH_MS = 2 * MINUTE_MS;

export interface EngineNeeds {
  readonly transaction: Transaction;
  readonly log: EventLog;
  readonly history: History;
  readonly lookups: Lookups;
  readonly neighbours: Neighbours;
  readonly projector: Projector;
  readonly queue: ScanQueue;
  readonly secrets: OperatorSecrets;
  readonly device: { readonly storeId: string; readonly deviceId: string; readonly shortCode: string };
  readonly clock: Clock;
  newId(at: number): string;
  /** a digest that nobody without this laptop's key can make */
  disguise(text: string): string;
  /** of the process: platform and app version, never from a message */
  readonly deviceInfo: JsonObject;
  /** after each commit, outside the transaction: the head file, the windows */
  committed(events: readonly StoredEvent[]): void;
  /** what SQLite's error means for the person in front; null: a bug */
  refusalOf(error: unknown): Refusal | null;
  /** did the log refuse an event for its size? */
  isTooLarge(error: unknown): boolean;
  /** may what is on the disk differ from what was committed? */
  leavesDoubt(error: unknown): boolean;
}

/** Whose wish an event comes from, and what of it every event carries. */
interface AskedBy {
  readonly command: { readonly note?: string | undefined; readonly commandId?: string | undefined };
  readonly actor: OperatorSeen;
  readonly hash: string;
}

/** A command that was allowed and is well formed, ready for the transaction. */
interface Ready {
  readonly command: Command;
  readonly actor: OperatorSeen;
  readonly session: Session;
  readonly hash: string;
  readonly occurredAt: { readonly at: number; readonly offset: number } | null;
  readonly pinHash: string | null;
}

/**
 * The one way anything is written: authority, form, decision, judgement over the whole order, append and projections
 * in one transaction; then the head file and the announcement.
 */
export function openEngine(needs: EngineNeeds) {
  const { log, history, lookups, neighbours, projector, device, clock } = needs;
  const timekeeper = openTimekeeper(clock, log.lastRecordedAt);
  const queues = openQueueCommands(needs);
  const refusals = openRefusals(log, history);
  const readings = openReadings(clock);
  /** sign-ins that no accepted command has followed yet; recorded with the first one */
  const unrecordedSignIns = new WeakMap<Session, Reading & { readonly name: string }>();

  /** What a failed write left in doubt; from then on nothing is appended until the store was opened anew. */
  let doubt: Refusal | null = null;

  function transaction<T>(work: () => Outcome<T>): T {
    const { keep, value } = needs.transaction(work);
    if (keep && keep.length > 0) {
      timekeeper.keep();
      needs.committed(keep);
    }
    return value;
  }

  const pinIsFresh = ({ pinConfirmedAt }: Session): boolean =>
    pinConfirmedAt !== null && clock.monotonic() - pinConfirmedAt < PIN_FRESH_MS;

  /** Authority first, then form. */
  async function prepare(raw: unknown, session: Session): Promise<Result<Ready>> {
    if (doubt) return refuse(doubt.code, doubt.details);
    const actor = lookups.operatorById(session.operatorId);
    if (!actor?.active) return refuse('NOT_SIGNED_IN');
    if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
      return refuse('INVALID', { field: 'command', why: 'is no object' });
    }
    const fields = raw as Readonly<Record<string, unknown>>; // the check above
    const name = fields.command;
    if (!isCommandName(name))
      return refuse('INVALID', { field: 'command', why: 'is no known command', value: name ?? null });
    const needed = commandRoles[name];
    if (!needed.includes(actor.role)) return refuse('NOT_ALLOWED', { command: name, needs: needed, role: actor.role });
    if (name === 'event.correct' && !pinIsFresh(session)) return refuse('NOT_ALLOWED', { command: name, needs: 'pin' });
    const parsed = parseCommand(name, fields);
    if (!parsed.ok) return parsed;
    const command = parsed.value;
    const occurredAt = command.occurredAt === undefined ? null : parseInstant(command.occurredAt);
    const pinHash =
      (command.command === 'operator.add' || command.command === 'operator.set_pin') && command.dryRun !== true
        ? await hashPin(command.pin)
        : null;
    return accept({ command, actor, session, hash: commandHash(fields, needs.disguise), occurredAt, pinHash });
  }

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
    try {
      return accept(drafts.map((draft) => append(unit, draft, ready, { ...reading, at, offset, correlationId })));
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

  /**
   * What was dispatched to somebody reaches them with their sign-in here, and who fell below the threshold meanwhile is
   * noticed; then the sign-in is recorded at once.
   */
  function deliver(session: Session): void {
    const actor = lookups.operatorById(session.operatorId);
    const drafts = [
      ...deliverTo(lookups.waitingFor(session.operatorId), session.via),
      ...crossingsByTime({ ...lookups, recordedAt: timekeeper.read().recordedAt }),
    ];
    if (drafts.length === 0 || !actor) return;
    transaction<void>(() => {
      const signedIn = recordSignIn(session);
      const reading = timekeeper.read();
      const correlationId = needs.newId(reading.recordedAt);
      const at = reading.recordedAt;
      const unit = newUnit();
      const delivered = drafts.map((draft) =>
        append(
          unit,
          draft,
          { command: {}, actor, hash: '' },
          { ...reading, at, offset: clock.offset(at), correlationId },
        ),
      );
      unrecordedSignIns.delete(session);
      return { keep: [...signedIn, ...delivered], value: undefined };
    });
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

  const newUnit = (): Unit => openUnit(history, lookups, neighbours);

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

  function carryOut(ready: Ready): CommandResult {
    if (isQueueCommand(ready.command)) return queues.carryOut(ready.command, ready.actor, transaction);
    return transaction<CommandResult>(() => {
      const drop = (value: CommandResult) => ({ keep: null, value });
      const before = repeated(ready);
      if (before) return drop(before);
      if (ready.command.dryRun === true) return drop(tryOut(ready));
      const signedIn = recordSignIn(ready.session);
      const unit = newUnit();
      const played = play(ready, unit, timekeeper.read(), needs.newId(clock.now()));
      if (!played.ok) return drop(refused(played.error));
      const events = played.value;
      const [first] = refusals(unit.violations(), new Set(events.map(({ eventId }) => eventId)));
      if (first) return drop(refused(first));
      projector.write(unit.touched());
      unrecordedSignIns.delete(ready.session);
      if (ready.command.command === 'assignment.read') readings.use(ready.command.readingId);
      return { keep: [...signedIn, ...events], value: { ok: true, events: events.map(eventJson) } };
    });
  }

  /** Runs one step that may meet a full disk, a locked file or a damaged page, which are answers and no bugs. */
  function guarded<T>(work: () => T, answer: (refusal: Refusal) => T): T {
    try {
      return work();
    } catch (error) {
      const refusal = needs.refusalOf(error);
      if (refusal && needs.leavesDoubt(error)) {
        doubt = { code: 'STORE_READ_ONLY', details: { ...refusal.details, reopen: true, because: refusal.code } };
      }
      if (refusal) return answer(refusal);
      throw error;
    }
  }

  return {
    /** One command in a transaction of its own. */
    async execute(raw: unknown, session: Session): Promise<CommandResult> {
      const ready = await prepare(raw, session);
      if (ready.ok) return guarded(() => carryOut(ready.value), refused);
      return isOnlyTried(raw) ? tried([], eachOf(ready.error), null) : refused(ready.error);
    },

    /**
     * All commands in one transaction, legality judged once at the end, or none of them.
     *
     * @returns a result for each, in order. When any is refused none is recorded: the others answer the same refusal,
     *          with `details.line` naming the first command at fault, from 1
     */
    async executeAtomic(raws: readonly unknown[], session: Session): Promise<readonly CommandResult[]> {
      const prepared: Result<Ready>[] = [];
      for (const raw of raws) prepared.push(await prepare(raw, session));
      const failed = (faults: ReadonlyMap<number, Refusal>): readonly CommandResult[] => {
        const [line = 0, first] = [...faults].sort(([a], [b]) => a - b)[0] ?? [];
        if (!first) throw new Error('nothing is at fault');
        const others = refused({ ...first, details: { ...first.details, line: line + 1 } });
        return raws.map((_, i) => {
          const own = faults.get(i);
          return own ? refused(own) : others;
        });
      };
      const faults = new Map(prepared.flatMap((one, i) => (one.ok ? [] : [[i, one.error] as const])));
      if (faults.size > 0) return failed(faults);
      const commands = prepared.flatMap((one) => (one.ok ? [one.value] : []));
      const dryRun = commands[0]?.command.dryRun === true;
      const odd = commands.findIndex(({ command }) => (command.dryRun === true) !== dryRun);
      if (odd >= 0) return failed(new Map([[odd, { code: 'INVALID', details: SOME_TRIED }]]));
      return guarded(
        () =>
          transaction<readonly CommandResult[]>(() => {
            const unit = newUnit();
            const signedIn = dryRun ? [] : recordSignIn(session);
            const results: CommandResult[] = [];
            const lineOf = new Map<string, number>();
            const kept: StoredEvent[] = [...signedIn];
            for (const [i, ready] of commands.entries()) {
              if (isQueueCommand(ready.command)) {
                const error: Refusal = {
                  code: 'INVALID',
                  details: { field: 'command', why: 'is a draft, which is never atomic' },
                };
                return { keep: null, value: failed(new Map([[i, error]])) };
              }
              const before = repeated(ready);
              if (before?.ok === false) return { keep: null, value: failed(new Map([[i, before.error]])) };
              if (before) {
                results.push(before);
                continue;
              }
              const played = play(ready, unit, timekeeper.read(), needs.newId(clock.now()));
              if (!played.ok) return { keep: null, value: failed(new Map([[i, played.error]])) };
              for (const { eventId } of played.value) lineOf.set(eventId, i);
              kept.push(...played.value);
              results.push({ ok: true, events: played.value.map(eventJson) });
            }
            const violations = unit.violations();
            const wrong = refusals(violations, new Set(lineOf.keys()));
            const [first] = wrong;
            if (first) {
              const atFault = violations
                .map(({ entry }) => lineOf.get(entry.eventId))
                .find((line) => line !== undefined);
              const value = failed(new Map([[atFault ?? 0, first]]));
              const errors = wrong.map((refusal) => refused(refusal).error);
              return { keep: null, value: dryRun ? value.map((one) => ({ ...one, errors })) : value };
            }
            if (dryRun) {
              const shown = tried([], [], unit);
              return { keep: null, value: results.map((one) => ({ ...shown, ...one })) };
            }
            if (lineOf.size === 0) return { keep: null, value: results };
            projector.write(unit.touched());
            unrecordedSignIns.delete(session);
            return { keep: kept, value: results };
          }),
        (refusal) => raws.map(() => refused(refusal)),
      );
    },

    /**
     * Many commands as one batch: one transaction, one correlation id, one `…_COMMITTED` event of the store beside
     * them. Refused ones are left out, unless `strict`: then nothing is recorded if any is refused.
     */
    async executeBatch(raws: readonly unknown[], session: Session, batch: Batch): Promise<readonly CommandResult[]> {
      const prepared: Result<Ready>[] = [];
      for (const raw of raws) prepared.push(await prepare(raw, session));
      const faults = new Map<number, Refusal>();
      for (const [i, one] of prepared.entries()) if (!one.ok) faults.set(i, one.error);
      const actor = lookups.operatorById(session.operatorId);
      if (!actor?.active) return raws.map(() => refused({ code: 'NOT_SIGNED_IN', details: {} }));

      return guarded(
        () => {
          for (;;) {
            const known = faults.size;
            const results = transaction<readonly CommandResult[] | null>(() =>
              playBatch(prepared, faults, session, actor, batch),
            );
            if (results) return results;
            if (faults.size === known) throw new Error('a batch was refused without a command at fault');
          }
        },
        (refusal) => raws.map(() => refused(refusal)),
      );
    },

    /** An operator's or the app's own act upon the store: an export, a backup. */
    record(type: string, data: JsonObject, session: Session | null): CommandResult {
      return guarded(
        () =>
          transaction<CommandResult>(() => {
            const actor = session ? lookups.operatorById(session.operatorId) : null;
            if (session && !actor?.active)
              return { keep: null, value: refused({ code: 'NOT_SIGNED_IN', details: {} }) };
            const signedIn = session ? recordSignIn(session) : [];
            const events = recordOwn([{ type, data }], timekeeper.read(), actor);
            if (session) unrecordedSignIns.delete(session);
            return { keep: [...signedIn, ...events], value: { ok: true, events: events.map(eventJson) } };
          }),
        refused,
      );
    },

    /** To be told of a sign-in; it is recorded with the first command that it leads to. */
    signedIn(session: Session, name: string): void {
      unrecordedSignIns.set(session, { ...timekeeper.read(), name });
      if (!doubt)
        guarded(
          () => deliver(session),
          () => undefined,
        );
    },

    /** Notes that this operator has the text before them now. @returns the one-time id that the reading needs */
    openReading: (session: Session, assignmentId: string): string => readings.open(session.operatorId, assignmentId),

    pinIsFresh,

    /** Why this asset could not be handed over so, whoever the holder is; null: it could. */
    checkLine: queues.checkLine,
    itemJson: queues.itemJson,
  };

  /** Everything was legal by itself, and yet an earlier record became illegal: then nothing of the batch is recorded. */
  function clashing(violations: readonly Violation[], prepared: readonly unknown[]): readonly CommandResult[] {
    const [first] = refusals(violations, new Set());
    if (!first) throw new Error('a batch was refused without a reason');
    return prepared.map(() => refused(first));
  }

  /** One try at a batch. @returns null, with `faults` grown, when commands turned out to be at fault */
  function playBatch(
    prepared: readonly Result<Ready>[],
    faults: Map<number, Refusal>,
    session: Session,
    actor: OperatorSeen,
    { kind, data, strict, dryRun }: Batch,
  ): Outcome<readonly CommandResult[] | null> {
    const unit = newUnit();
    const signedIn = dryRun ? [] : recordSignIn(session);
    const reading = timekeeper.read();
    const correlationId = needs.newId(reading.recordedAt);
    const results: CommandResult[] = [];
    const commandOf = new Map<string, number>();
    const kept: StoredEvent[] = [];
    for (const [i, one] of prepared.entries()) {
      const fault = faults.get(i);
      const played = fault
        ? refuse(fault.code, fault.details)
        : one.ok
          ? play(one.value, unit, reading, correlationId)
          : one;
      if (!played.ok) {
        faults.set(i, played.error);
        results.push(refused(played.error));
        continue;
      }
      for (const { eventId } of played.value) commandOf.set(eventId, i);
      kept.push(...played.value);
      results.push({ ok: true, events: played.value.map(eventJson) });
    }
    const known = faults.size;
    const violations = unit.violations();
    for (const { entry, refusal } of violations) {
      const i = commandOf.get(entry.eventId);
      if (i !== undefined && !faults.has(i)) faults.set(i, refusal);
    }
    if (violations.length > 0)
      return { keep: null, value: faults.size > known ? null : clashing(violations, prepared) };
    if (dryRun || (strict && faults.size > 0) || kept.length === 0) return { keep: null, value: results };
    const own = recordOwn(
      [{ type: kind, data: { ...data, recorded: commandOf.size } }],
      reading,
      actor,
      reading.recordedAt,
      correlationId,
    );
    projector.write(unit.touched());
    unrecordedSignIns.delete(session);
    return { keep: [...signedIn, ...kept, ...own], value: results };
  }
}

/** Lines of one transaction are all recorded or all only tried. */
const SOME_TRIED = { field: 'dryRun', why: 'must be on every line that goes together, or on none' };

function isOnlyTried(raw: unknown): boolean {
  return raw !== null && typeof raw === 'object' && 'dryRun' in raw && raw.dryRun === true;
}

export interface Batch {
  readonly kind: 'IMPORT_COMMITTED';
  readonly data: JsonObject;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
}
