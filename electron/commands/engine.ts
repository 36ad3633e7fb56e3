import { eventJson, type JsonObject } from '../../shared/event.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { type Result, refuse } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Outcome } from '../store/transaction.ts';
import { playAtomic } from './atomic.ts';
import { playBatch } from './batch.ts';
import { type CommandResult, refused } from './commandResult.ts';
import type { Batch, EngineNeeds, Ready } from './engineNeeds.ts';
import { openGate } from './gate.ts';
import { openPlayer } from './player.ts';
import { eachOf, tried } from './preview.ts';
import { isQueueCommand, openQueueCommands } from './queues.ts';
import { openReadings } from './readings.ts';
import { openRecorder } from './recorder.ts';
import { openRecovery, type RecoveryWish } from './recovery.ts';
import { openRefusals } from './refusals.ts';
import { openStages, type Watch } from './stages.ts';
import { openTimekeeper } from './timekeeper.ts';

/**
 * The one way anything is written: authority, form, decision, judgement over the whole order, append and projections
 * in one transaction; then the head file and the announcement.
 */
export function openEngine(needs: EngineNeeds) {
  const { log, lookups, projector, clock } = needs;
  const gate = openGate(needs);
  const timekeeper = openTimekeeper(clock, log.lastRecordedAt);
  const recorder = openRecorder(needs, timekeeper);
  const parts = {
    recorder,
    timekeeper,
    queues: openQueueCommands(needs),
    refusals: openRefusals(log, needs.history),
    readings: openReadings(clock),
    pinIsFresh: gate.pinIsFresh,
  };
  const { queues, refusals, readings } = parts;
  const player = openPlayer(needs, parts);

  /** What a failed write left in doubt; from then on nothing is appended until the store was opened anew. */
  let doubt: Refusal | null = null;

  const prepare = async (raw: unknown, session: Session): Promise<Result<Ready>> =>
    doubt ? refuse(doubt.code, doubt.details) : gate.prepare(raw, session);

  async function prepareAll(raws: readonly unknown[], session: Session): Promise<readonly Result<Ready>[]> {
    const prepared: Result<Ready>[] = [];
    for (const raw of raws) prepared.push(await prepare(raw, session));
    return prepared;
  }

  function transaction<T>(work: () => Outcome<T>): T {
    const { keep, value } = needs.transaction(work);
    if (keep && keep.length > 0) {
      timekeeper.keep();
      needs.committed(keep);
    }
    return value;
  }

  function carryOut(ready: Ready): CommandResult {
    if (isQueueCommand(ready.command)) return queues.carryOut(ready.command, ready.actor, transaction);
    return transaction<CommandResult>(() => {
      const drop = (value: CommandResult) => ({ keep: null, value });
      const before = player.repeated(ready);
      if (before) return drop(before);
      if (ready.command.dryRun === true) return drop(player.tryOut(ready));
      const signedIn = recorder.recordSignIn(ready.session);
      const unit = player.newUnit();
      const played = player.play(ready, unit, timekeeper.read(), needs.newId(clock.now()));
      if (!played.ok) return drop(refused(played.error));
      const events = played.value;
      const [first] = refusals(unit.violations(ready.stages?.('judge')), new Set(events.map(({ eventId }) => eventId)));
      if (first) return drop(refused(first));
      projector.write(unit.touched(), ready.stages?.('project'));
      recorder.signInIsRecorded(ready.session);
      if (ready.command.command === 'assignment.read') readings.use(ready.command.readingId);
      return { keep: [...signedIn, ...events], value: { ok: true, events: events.map(eventJson) } };
    });
  }

  function distrust({ code, details }: Refusal): void {
    doubt = { code: 'STORE_READ_ONLY', details: { because: code, ...details, reopen: true } };
    needs.doubted(doubt);
  }

  /** Runs one step that may meet a full disk, a locked file or a damaged page, which are answers and no bugs. */
  function guarded<T>(work: () => T, answer: (refusal: Refusal) => T): T {
    try {
      return work();
    } catch (error) {
      const refusal = needs.refusalOf(error);
      if (refusal && needs.leavesDoubt(error)) distrust(refusal);
      if (refusal) return answer(refusal);
      throw error;
    }
  }

  const recovery = openRecovery(needs, parts, transaction);

  /** As `guarded`, for what is no command and hashes in between. */
  async function kept<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (doubt) return refuse(doubt.code, doubt.details);
    try {
      return await work();
    } catch (error) {
      return guarded(
        () => {
          throw error;
        },
        ({ code, details }) => refuse(code, details),
      );
    }
  }

  return {
    mayMakeRecoveryCode: recovery.mayMake,
    setRecoveryCode: (code: string, session: Session) => kept(() => recovery.set(code, session)),
    useRecoveryCode: (wish: RecoveryWish, isRight: (code: string) => Promise<Result<unknown>>) =>
      kept(() => recovery.use(wish, isRight)),

    /** One command in a transaction of its own. */
    async execute(raw: unknown, session: Session, onProgress?: Watch): Promise<CommandResult> {
      const ready = await prepare(raw, session);
      if (ready.ok)
        return guarded(
          () => carryOut({ ...ready.value, ...(onProgress && { stages: openStages(onProgress) }) }),
          refused,
        );
      return isOnlyTried(raw) ? tried([], eachOf(ready.error), null) : refused(ready.error);
    },

    /** All commands in one transaction, legality judged once at the end, or none of them; see `playAtomic`. */
    async executeAtomic(raws: readonly unknown[], session: Session): Promise<readonly CommandResult[]> {
      const prepared = await prepareAll(raws, session);
      return guarded(
        () => transaction(() => playAtomic(needs, parts, player, prepared, session)),
        (refusal) => raws.map(() => refused(refusal)),
      );
    },

    /**
     * Many commands as one batch: one transaction, one correlation id, one `…_COMMITTED` event of the store beside
     * them. Refused ones are left out, unless `strict`: then nothing is recorded if any is refused.
     */
    async executeBatch(raws: readonly unknown[], session: Session, batch: Batch): Promise<readonly CommandResult[]> {
      const prepared = await prepareAll(raws, session);
      const faults = new Map(prepared.flatMap((one, i) => (one.ok ? [] : [[i, one.error] as const])));
      const actor = lookups.operatorById(session.operatorId);
      if (!actor?.active) return raws.map(() => refused({ code: 'NOT_SIGNED_IN', details: {} }));
      return guarded(
        () => {
          for (;;) {
            const known = faults.size;
            const results = transaction(() =>
              playBatch(needs, parts, player, prepared, faults, { session, actor }, batch),
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
            if (session && !actor?.active) {
              return { keep: null, value: refused({ code: 'NOT_SIGNED_IN', details: {} }) };
            }
            const signedIn = session ? recorder.recordSignIn(session) : [];
            const events = recorder.recordOwn([{ type, data }], timekeeper.read(), actor);
            if (session) recorder.signInIsRecorded(session);
            return { keep: [...signedIn, ...events], value: { ok: true, events: events.map(eventJson) } };
          }),
        refused,
      );
    },

    /** To be told of a sign-in: it brings what waited for this operator, and is recorded with what it leads to. */
    signedIn(session: Session, name: string): void {
      recorder.signedIn(session, name);
      if (doubt) return;
      const deliver = () =>
        transaction<void>(() => {
          const delivered = recorder.deliver(session);
          if (delivered.length > 0) recorder.signInIsRecorded(session);
          return { keep: delivered.length > 0 ? delivered : null, value: undefined };
        });
      guarded(deliver, () => undefined);
    },

    /** Notes that this operator has the text before them now. @returns the one-time id that the reading needs */
    openReading: (session: Session, assignmentId: string): string => readings.open(session.operatorId, assignmentId),

    /** Why nothing more is appended until the store was opened anew; null: all is well. */
    doubt: (): Refusal | null => doubt,
    /** To be told that a write of another process of ours failed, on the same disk. */
    distrust,

    /** Why this asset could not be handed over so, whoever the holder is; null: it could. */
    checkLine: queues.checkLine,
  };
}

function isOnlyTried(raw: unknown): boolean {
  return raw !== null && typeof raw === 'object' && 'dryRun' in raw && raw.dryRun === true;
}
