/** The three things a process knows of time. Handed in, so that tests and the sample organisation bring their own. */
export interface Clock {
  /** ms since 1970 UTC, by the laptop's clock, which a person may set */
  now(): number;
  /** ms since some moment; nobody can set it, so a jump of `now` shows against it */
  monotonic(): number;
  /** minutes from UTC of the laptop's zone at `at` (east is positive) */
  offset(at: number): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  offset: (at) => 0 - new Date(at).getTimezoneOffset(),
};

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Past every instant that can be recorded: the open end of a span. */
export const FOREVER = Number.MAX_SAFE_INTEGER;

/** The years 1 to 9999: what RFC 3339 can write. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;

const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d{2}):(\d{2}))$/;

/**
 * Reads an RFC 3339 date-time with an offset. Fractions beyond milliseconds are cut off.
 *
 * @returns `at` in ms since 1970 UTC and the written `offset` in minutes, or null when the text is no such date or lies,
 *          in UTC, outside the years 1 to 9999 that the log can hold
 */
export function parseInstant(text: string): { readonly at: number; readonly offset: number } | null {
  const parts = RFC_3339.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, fraction, , sign, offsetHours, offsetMinutes] = parts;
  const fields = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields;
  if (mo < 1 || mo > 12 || d < 1 || d > daysInMonth(y, mo) || h > 23 || mi > 59 || s > 59) return null;
  const hours = Number(offsetHours ?? 0);
  const minutes = Number(offsetMinutes ?? 0);
  if (hours > 23 || minutes > 59) return null;
  const ahead = hours * 60 + minutes;
  const offset = sign === '-' ? 0 - ahead : ahead;
  const ms = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const utc = new Date(0);
  utc.setUTCFullYear(y, mo - 1, d);
  utc.setUTCHours(h, mi, s, ms);
  const at = utc.getTime() - offset * MINUTE_MS;
  return at < EARLIEST || at > LATEST ? null : { at, offset };
}

const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** The day written last: where it begins, ms, and its date with the `T`. The instants of a list are of few days. */
let lastDay = { from: Number.NaN, date: '' };
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/**
 * `2026-11-21T11:32:19.123Z`: what `Date` would write, in a quarter of the time.
 *
 * @param at  ms; of a part of one, as clocks that nobody can set have it, nothing is written
 * @throws RangeError for what is no instant
 */
export function formatInstant(at: number): string {
  const from = Math.floor(at / DAY_MS) * DAY_MS;
  if (from !== lastDay.from) lastDay = { from, date: new Date(from).toISOString().slice(0, -'00:00:00.000Z'.length) };
  const ms = Math.floor(at - from);
  const hours = TWO_DIGITS[Math.floor(ms / HOUR_MS)];
  const minutes = TWO_DIGITS[Math.floor(ms / MINUTE_MS) % 60];
  const seconds = TWO_DIGITS[Math.floor(ms / 1000) % 60];
  return `${lastDay.date}${hours}:${minutes}:${seconds}.${String(ms % 1000).padStart(3, '0')}Z`;
}
