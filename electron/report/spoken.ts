import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time.ts';
import { timeWords } from '../../shared/uiWordsTime.ts';

/** A length of time in its two largest units: `25 min`, `3 h 20 min`, `2 days 4 h`. @param ms 0 or more */
export function spoken(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const parts =
    days > 0
      ? [timeWords.days(days), hours > 0 ? timeWords.hours(hours) : '']
      : hours > 0
        ? [timeWords.hours(hours), minutes > 0 ? timeWords.minutes(minutes) : '']
        : [timeWords.minutes(minutes)];
  return parts.filter((part) => part !== '').join(' ');
}
