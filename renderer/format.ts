import type { Refusal } from '../shared/refusal.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../shared/time.ts';
import { timeWords } from '../shared/uiWordsTime.ts';
import { sentence } from '../shared/words.ts';

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

/**
 * A moment as a person reads it, in the laptop's zone: `today 08:10`, `yesterday 16:00`, `19 Nov 16:00`.
 *
 * @param at  RFC 3339, or ms since 1970 UTC
 */
export function moment(at: string | number, now = Date.now()): string {
  const date = new Date(at);
  const time = clock.format(date);
  const days = Math.round((startOfDay(new Date(now)) - startOfDay(date)) / DAY_MS);
  if (days === 0) return timeWords.today(time);
  if (days === 1) return timeWords.yesterday(time);
  if (days === -1) return timeWords.tomorrow(time);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return `${(sameYear ? dayAndMonth : withYear).format(date)} ${time}`;
}

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** A moment with everything that is known of it, for a tooltip: weekday, seconds and the offset from UTC. */
export function fullMoment(at: string | number): string {
  const date = new Date(at);
  return `${full.format(date)} (UTC${offsetText(-date.getTimezoneOffset())})`;
}

/** @param minutes  from UTC, east is positive. @returns `+01:00` */
export function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(absolute / 60))}:${two(absolute % 60)}`;
}

/** A moment as a date and time field of a page takes it, in the laptop's zone: `2026-11-21T08:10`. @param at  ms */
export function localField(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}

/**
 * What a date and time field says, as RFC 3339 with the laptop's offset at that moment; null: it is not complete. In the
 * hour that clocks skip in spring it means the hour after, as calendars read it (RFC 5545, 3.3.5).
 */
export function fromLocalField(text: string): string | null {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return null;
  const east = -at.getTimezoneOffset();
  return `${new Date(at.getTime() + east * MINUTE_MS).toISOString().slice(0, 19)}${offsetText(east)}`;
}

/** A duration in its largest unit: `25 min`, `3 h`, `2 days`. @param ms  0 or more */
export function duration(ms: number): string {
  if (ms < HOUR_MS) return timeWords.minutes(Math.max(1, Math.floor(ms / MINUTE_MS)));
  if (ms < DAY_MS) return timeWords.hours(Math.floor(ms / HOUR_MS));
  return timeWords.days(Math.floor(ms / DAY_MS));
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size as people say it: `512 bytes`, `1.4 GB`. In thousands, as disks are sold. @param n  bytes, 0 or more */
export function bytes(n: number): string {
  const power = Math.min(UNITS.length - 1, n < 1000 ? 0 : Math.floor(Math.log10(n) / 3));
  const value = n / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

/** Two letters that stand for a name on a tile: `Field team North` is FN, `Bob` is BO. */
export function initials(name: string): string {
  const parts = name
    .trim()
    .split(/[\s.,-]+/u)
    .filter(Boolean);
  const [first = '?'] = parts;
  const letters =
    parts.length > 1 ? [first, parts.at(-1) ?? ''].map((part) => [...part][0] ?? '') : [...first].slice(0, 2);
  return letters.join('').toUpperCase();
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The sentence for a refusal, with its moments as people here read them. */
export function refusalSentence({ code, details }: Refusal): string {
  const local = Object.entries(details).map(([name, value]) =>
    typeof value === 'string' && INSTANT.test(value) ? [name, moment(value)] : [name, value],
  );
  return sentence({ code, details: Object.fromEntries(local) });
}
