import { DAY_MS } from '../time.ts';

/** However close together: a backup that was just made is not the one that goes. */
const NEWEST = 3;
/** The newest of each of the last so many days, weeks of seven and months of thirty days is kept. */
const STEPS = [
  { length: DAY_MS, count: 14 },
  { length: 7 * DAY_MS, count: 8 },
  { length: 30 * DAY_MS, count: 12 },
] as const;

/**
 * Which of the automatic backups make room for the others: many of the last days, few of the last year.
 *
 * @param times  when each was made, ms since 1970 UTC
 * @param now  ms since 1970 UTC; a backup from later than now is kept, because the clock may be wrong
 */
export function backupsToDrop(times: readonly number[], now: number): readonly number[] {
  const newestFirst = [...times].sort((a, b) => b - a);
  const kept = new Set(newestFirst.slice(0, NEWEST));
  for (const { length, count } of STEPS) {
    const seen = new Set<number>();
    for (const time of newestFirst) {
      const step = Math.floor(time / length);
      if (time > now) kept.add(time);
      if (seen.has(step) || Math.floor(now / length) - step >= count) continue;
      seen.add(step);
      kept.add(time);
    }
  }
  return newestFirst.filter((time) => !kept.has(time));
}
