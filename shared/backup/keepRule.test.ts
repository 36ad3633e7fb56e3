import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../time.ts';
import { backupsToDrop } from './keepRule.ts';

const NOW = Date.UTC(2026, 10, 21, 18);

/** One a day for two years, each kept or dropped on its own day, as the app does it. */
function twoYears(): readonly number[] {
  let kept: number[] = [];
  for (let day = 730; day >= 0; day -= 1) {
    const now = NOW - day * DAY_MS;
    kept.push(now);
    const dropped = new Set(backupsToDrop(kept, now));
    kept = kept.filter((time) => !dropped.has(time));
  }
  return kept;
}

test('of two years of days, the last fourteen days, eight weeks and twelve months are left', () => {
  const ages = twoYears()
    .map((time) => (NOW - time) / DAY_MS)
    .sort((a, b) => a - b);
  expect(ages.slice(0, 14)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(ages.length).toBeLessThanOrEqual(14 + 8 + 12);
  // No month of the last eleven is without one, and nothing is much older than a year.
  for (let month = 1; month < 11; month += 1) {
    expect(ages.some((age) => Math.abs(age - month * 30) <= 30)).toBe(true);
  }
  expect(ages.at(-1)).toBeLessThanOrEqual(360);
});

test('the newest three stay however close, and what the clock puts into the future stays', () => {
  const times = [0, 1, 2, 3, 4].map((hours) => NOW - hours * HOUR_MS);
  const ahead = NOW + 5 * DAY_MS;
  expect(backupsToDrop([...times, ahead], NOW)).toEqual([NOW - 2 * HOUR_MS, NOW - 3 * HOUR_MS, NOW - 4 * HOUR_MS]);
  expect(backupsToDrop([], NOW)).toEqual([]);
});
