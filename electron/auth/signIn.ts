import { accept, type Result, refuse } from '../../shared/result.ts';
import { type Clock, formatInstant } from '../../shared/time.ts';
import type { Attempts, OperatorSecrets } from '../store/operatorSecrets.ts';
import { counted, type Guessed, nextTryAt, seenAt, waitAfter } from './lockOut.ts';
import { checkPin, hashPin, keyIdOf } from './pin.ts';
import type { PinBinding } from './pinBinding.ts';

export interface Operator {
  readonly operatorId: string;
  /** as it is written, for the sentence that refuses */
  readonly name: string;
  /** false once deactivated */
  readonly active: boolean;
}

export interface SignInNeeds {
  /** under its id lies the recovery code */
  readonly storeId: string;
  readonly secrets: OperatorSecrets;
  readonly clock: Clock;
  /** by name, compared as names are: trimmed, without case */
  findOperator(name: string): Operator | null;
  operatorById(operatorId: string): Operator | null;
  /** of this device's last event, in ms since 1970 UTC; 0 if there is none */
  lastRecordedAt(): number;
  /** the laptop's key; without `wanted` a hash is left as it is when its PIN was right */
  readonly binding: Pick<PinBinding, 'own'> & Partial<Pick<PinBinding, 'wanted'>>;
}

/**
 * The two questions that a PIN answers, under one count per operator.
 *
 * Both refuse with `NOT_SIGNED_IN` when the PIN was looked at and is wrong, and just the same, in the same time, when
 * there is nobody to ask for: unknown, deactivated, without a PIN on this laptop. A wrong PIN after which the operator
 * has to wait carries the details `{operator, until, justLocked: true}`; that is the moment to record. While the wait
 * lasts no PIN is looked at, and both refuse with `LOCKED_OUT` `{operator, until}`. `until` is RFC 3339 in UTC, or null
 * when only a new PIN helps. A PIN that was hashed with another laptop's key cannot be looked at here: `NOT_SIGNED_IN`
 * with `{operator, why: 'hashed-elsewhere'}`, no try counted.
 *
 * @throws when a try cannot be counted on the disk (read-only, full, busy); the PIN has not been looked at then
 */
export function openSignIn({
  storeId,
  secrets,
  clock,
  findOperator,
  operatorById,
  lastRecordedAt,
  binding,
}: SignInNeeds) {
  const recovery: Operator = { operatorId: storeId, name: 'the recovery code', active: true };
  const guessedAt = (operatorId: string): Guessed => (operatorId === storeId ? 'recovery-code' : 'pin');
  // When the waits begun in this run end by the clock that nobody can set (ms, monotonic), by operator.
  const runWaits = new Map<string, number>();

  const nextTry = (operatorId: string, attempts: Attempts, now: number): number => {
    const guessed = guessedAt(operatorId);
    if (waitAfter(attempts.failedCount, guessed) === 0) return now;
    const leftOfRun = (runWaits.get(operatorId) ?? 0) - clock.monotonic();
    return Math.max(nextTryAt(attempts, now, guessed), now + leftOfRun);
  };

  /** Counts a try, or leaves the count as it is while the operator has to wait. Null: there is no PIN to try. */
  const countTry = (operatorId: string) => {
    const now = clock.now();
    const change = secrets.changeAttempts(operatorId, (attempts) =>
      nextTry(operatorId, attempts, now) > now ? seenAt(attempts, now) : counted(attempts, now, lastRecordedAt()),
    );
    if (!change) return null;
    const { before, after } = change;
    const allowed = after.failedCount > before.failedCount;
    if (allowed) runWaits.set(operatorId, clock.monotonic() + waitAfter(after.failedCount, guessedAt(operatorId)));
    const next = nextTry(operatorId, after, now);
    return { ...after, allowed, mustWait: next > now, until: next === Infinity ? null : formatInstant(next) };
  };

  /** The hash to keep for a PIN that was right: the same one, unless it should hold elsewhere, or nowhere else. */
  const kept = async (operatorId: string, pinHash: string, pin: string): Promise<string> => {
    if (!binding.wanted || guessedAt(operatorId) === 'recovery-code') return pinHash;
    const key = binding.wanted();
    return (key?.id ?? null) === keyIdOf(pinHash) ? pinHash : hashPin(pin, key);
  };

  const ask = async (operator: Operator | null, pin: string): Promise<Result<{ readonly operatorId: string }>> => {
    const key = binding.own();
    const needed = operator?.active ? keyIdOf(secrets.find(operator.operatorId)?.pinHash ?? '') : null;
    if (operator && needed !== null && needed !== key?.id) {
      return refuse('NOT_SIGNED_IN', { operator: operator.name, why: 'hashed-elsewhere' });
    }
    const attempt = operator?.active ? countTry(operator.operatorId) : null;
    if (!operator || !attempt) {
      await checkPin(null, pin);
      return refuse('NOT_SIGNED_IN');
    }
    const { operatorId, name } = operator;
    const { pinHash, failedCount, until } = attempt;
    if (!attempt.allowed) return refuse('LOCKED_OUT', { operator: name, until });

    const right = await checkPin(pinHash, pin, key);
    if (right && secrets.clearAttempts(operatorId, pinHash, await kept(operatorId, pinHash, pin))) {
      runWaits.delete(operatorId);
      return accept({ operatorId });
    }
    // A right PIN given meanwhile, or a new one, has ended the wait: then there is no lock-out to record.
    const locks = attempt.mustWait && secrets.find(operatorId)?.failedCount === failedCount;
    return refuse('NOT_SIGNED_IN', locks ? { operator: name, until, justLocked: true } : {});
  };

  return {
    /** Who is at the keyboard? */
    signIn: (name: string, pin: string) => ask(findOperator(name), pin),

    /** Is it still the same operator, or the one who accepts? For corrections and acceptances. */
    confirmPin: (operatorId: string, pin: string) => ask(operatorById(operatorId), pin),

    /** Is it the recovery code? Counted like a PIN, with waits that never last for good. */
    confirmRecoveryCode: (code: string) => ask(recovery, code),

    /** @returns until when no PIN of theirs is looked at, RFC 3339; null: only a new PIN helps; undefined: they may try */
    lockedOutUntil(operatorId: string): string | null | undefined {
      const attempts = secrets.find(operatorId);
      const now = clock.now();
      const next = attempts ? nextTry(operatorId, attempts, now) : now;
      if (next <= now) return undefined;
      return next === Infinity ? null : formatInstant(next);
    },
  };
}
