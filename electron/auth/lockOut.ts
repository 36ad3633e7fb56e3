import { MINUTE_MS } from '../../shared/time.ts';
import type { Attempts } from '../store/operatorSecrets.ts';

/** Wrong PINs that cost nothing but their time. */
const FREE_TRIES = 5;
/** The wait after the last free one; it doubles with each further wrong PIN, up to the longest. */
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
/** Wrong PINs after which only a new PIN helps: 10 guesses at 6 random digits hit once in 100,000. */
const TRIES_PER_PIN = 10;

/**
 * What is guessed at. A recovery code is beyond guessing, and the last way in: its waits grow as those of a PIN, but
 * nobody can end it by typing nonsense.
 */
export type Guessed = 'pin' | 'recovery-code';

/** @returns ms to wait after that many wrong PINs: 0 while they are free, Infinity until an admin sets a new PIN */
export function waitAfter(failedCount: number, guessed: Guessed = 'pin'): number {
  if (guessed === 'pin' && failedCount >= TRIES_PER_PIN) return Infinity;
  if (failedCount < FREE_TRIES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (failedCount - FREE_TRIES), LONGEST_WAIT_MS);
}

/**
 * When the next try is allowed, in ms by the laptop's clock, which shows `now`: not after `now` means at once,
 * Infinity never.
 *
 * People may set that clock. A wait runs from `countedAt`, the latest moment known when it began, so a clock set back
 * and put right again has gained nothing. While the clock lies behind that moment the wait runs from `waitFrom`, anew
 * for each time it was seen to go back: one jump forward, put right later, keeps nobody out for longer than twice the
 * wait. Against a clock set forward stand the run's own measure (`signIn.ts`) and the count, which no clock lowers.
 */
export function nextTryAt(attempts: Attempts, now: number, guessed: Guessed = 'pin'): number {
  const { failedCount, countedAt, waitFrom } = attempts;
  const wait = waitAfter(failedCount, guessed);
  const end = Math.min(waitFrom, now) + wait;
  return now >= countedAt || end >= countedAt ? countedAt + wait : end;
}

/** What is known of the tries once the clock has been seen to show `now`. */
export function seenAt(attempts: Attempts, now: number): Attempts {
  return { ...attempts, waitFrom: Math.min(attempts.waitFrom, now) };
}

/**
 * One more try, counted before it is looked at.
 *
 * @param lastRecordedAt  of this device's last event, in ms; 0 if there is none
 */
export function counted(attempts: Attempts, now: number, lastRecordedAt: number): Attempts {
  return {
    failedCount: attempts.failedCount + 1,
    countedAt: Math.max(now, lastRecordedAt, attempts.countedAt),
    waitFrom: now,
  };
}
