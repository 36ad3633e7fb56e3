import { type Clock, DAY_MS, HOUR_MS, MINUTE_MS, systemClock } from '../../shared/time.ts';

/** A clock that goes where the sample organisation's story is, never backwards and never past its end. */
export interface DemoClock extends Clock {
  /** moves to `at` (ms since 1970), or a second on when it is there already */
  moveTo(at: number): void;
}

export function demoClock(start: number, end: number): DemoClock {
  let now = start;
  return {
    now: () => now,
    // As if the laptop had run all the time: nobody set its clock.
    monotonic: () => now - start,
    offset: (at) => systemClock.offset(at),
    moveTo(at) {
      now = Math.min(Math.max(at, now + 1000), end);
    },
  };
}

/** `hours` (with fractions) into the local day that begins `days` before the day of `now`. */
export function atHour(now: number, daysAgo: number, hours: number): number {
  const offset = systemClock.offset(now) * MINUTE_MS;
  const midnight = Math.floor((now + offset) / DAY_MS) * DAY_MS - offset;
  return midnight - daysAgo * DAY_MS + Math.round(hours * HOUR_MS);
}

export function isWeekend(at: number): boolean {
  const day = weekday(at);
  return day === 0 || day === 6;
}

/** Days since the latest Tuesday that is at least `days` days back: a week more at most. */
export function daysSinceTuesday(now: number, days: number): number {
  const longer = [0, 1, 2, 3, 4, 5, 6].find((more) => weekday(atHour(now, days + more, 12)) === TUESDAY);
  return days + (longer ?? 0);
}

const TUESDAY = 2;

/** 0 is Sunday, by the laptop's own time. */
const weekday = (at: number): number => new Date(at + systemClock.offset(at) * MINUTE_MS).getUTCDay();
