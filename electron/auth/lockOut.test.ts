import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { counted, nextTryAt, seenAt, waitAfter } from './lockOut.ts';

const SECOND = 1000;
const YEAR = 365 * DAY_MS;
const NOON = Date.UTC(2026, 10, 21, 12);
const fresh = { failedCount: 0, countedAt: 0, waitFrom: 0 };

/** Wrong PINs one after the other, the clock showing `now` at each, whatever the waits. */
const wrong = (times: number, now: number, lastRecordedAt = 0) =>
  Array.from({ length: times }).reduce<typeof fresh>((attempts) => counted(attempts, now, lastRecordedAt), fresh);

test('five tries are free, then the wait doubles, and ten end it', () => {
  const seconds = Array.from({ length: 11 }, (_, failed) => waitAfter(failed) / SECOND);
  expect(seconds).toEqual([0, 0, 0, 0, 0, 30, 60, 120, 240, 480, Infinity]);
});

test('a wait runs from the last try', () => {
  const attempts = wrong(6, NOON);
  expect(nextTryAt(attempts, NOON)).toBe(NOON + 60 * SECOND);
  expect(nextTryAt(attempts, NOON + 60 * SECOND)).toBe(NOON + 60 * SECOND);
});

test('a clock set back shortens nothing, and neither does putting it right again', () => {
  const attempts = wrong(6, NOON);

  const back = seenAt(attempts, NOON - YEAR);
  expect(nextTryAt(back, NOON - YEAR)).toBe(NOON - YEAR + 60 * SECOND);

  const right = seenAt(back, NOON + 5 * SECOND);
  expect(nextTryAt(right, NOON + 5 * SECOND)).toBe(NOON + 60 * SECOND);
});

test('tries made while the clock was set back still wait when it is put right', () => {
  const behindTheLog = wrong(6, NOON - YEAR, NOON);
  const behindATry = counted(wrong(5, NOON), NOON - YEAR, 0);
  for (const attempts of [behindTheLog, behindATry]) {
    expect(nextTryAt(attempts, NOON - YEAR)).toBe(NOON - YEAR + 60 * SECOND);
    expect(nextTryAt(attempts, NOON + 5 * SECOND)).toBe(NOON + 60 * SECOND);
  }
});

test('one jump forward locks nobody out for a year once the clock is right again', () => {
  const inTheLog = wrong(5, NOON, NOON + YEAR);
  expect(nextTryAt(inTheLog, NOON)).toBe(NOON + 30 * SECOND);

  const inTheTries = seenAt(wrong(5, NOON + YEAR), NOON);
  expect(nextTryAt(inTheTries, NOON)).toBe(NOON + 30 * SECOND);
});

test('whatever the clock did: never more than ten tries, never more than twice a wait for who is patient', () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.constant({ does: 'try', ms: 0 }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('pass'), ms: fc.integer({ min: 0, max: HOUR_MS / 6 }) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('set'), ms: fc.integer({ min: -YEAR, max: YEAR }) }) },
  );
  const story = fc.record({
    steps: fc.array(step, { maxLength: 60, size: 'max' }),
    recorded: fc.constantFrom(0, NOON, NOON + YEAR),
  });
  let [tried, refused] = [0, 0];

  fc.assert(
    fc.property(story, ({ steps, recorded }) => {
      let [now, attempts, tries] = [NOON, fresh, 0];
      for (const { does, ms } of steps) {
        now += ms;
        if (does !== 'try') continue;
        const allowed = nextTryAt(attempts, now) <= now;
        attempts = allowed ? counted(attempts, now, recorded) : seenAt(attempts, now);
        tries += Number(allowed);
        refused += Number(!allowed);
      }
      tried += tries;
      expect(tries).toBeLessThanOrEqual(10);

      const wait = waitAfter(attempts.failedCount);
      if (wait === Infinity) return;
      const next = nextTryAt(attempts, now);
      expect(next - now).toBeLessThanOrEqual(2 * wait);
      const patient = Math.max(next, now);
      expect(nextTryAt(seenAt(attempts, now), patient)).toBeLessThanOrEqual(patient);
    }),
    { seed: 20_261_121, numRuns: 1_000 },
  );
  expect({ tried: tried > 3_000, refused: refused > 3_000 }).toEqual({ tried: true, refused: true });
});
