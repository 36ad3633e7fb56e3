import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../shared/time.ts';

/** What part of the whole time is shown. ms since 1970 UTC; `from` < `to`. */
export interface TimeView {
  readonly from: number;
  readonly to: number;
}

/** Nobody hands over twice in a minute; closer than this there is nothing to see. */
const NARROWEST_MS = 10 * MINUTE_MS;

/**
 * Zooms about a moment, which stays where it is on the screen.
 *
 * @param factor  below 1 shows less, above 1 shows more; never more than the whole
 */
export function zoomed(view: TimeView, whole: TimeView, factor: number, about: number): TimeView {
  const width = Math.min(Math.max((view.to - view.from) * factor, NARROWEST_MS), whole.to - whole.from);
  const share = (about - view.from) / (view.to - view.from);
  return within({ from: about - width * share, to: about + width * (1 - share) }, whole);
}

/** Goes sideways by a share of what is shown; negative is earlier. */
export function panned(view: TimeView, whole: TimeView, share: number): TimeView {
  const step = (view.to - view.from) * share;
  return within({ from: view.from + step, to: view.to + step }, whole);
}

/** The same width, moved so that it lies within the whole. */
function within(view: TimeView, whole: TimeView): TimeView {
  const width = Math.min(view.to - view.from, whole.to - whole.from);
  const from = Math.min(Math.max(view.from, whole.from), whole.to - width);
  return { from, to: from + width };
}

/** A stay with a little of what was before and after it. */
export function around({ from, to }: TimeView, whole: TimeView): TimeView {
  const margin = Math.max((to - from) * 0.25, NARROWEST_MS);
  const clipped = { from: Math.max(whole.from, from - margin), to: Math.min(whole.to, to + margin) };
  return clipped.to - clipped.from >= NARROWEST_MS ? clipped : within({ from, to: from + NARROWEST_MS }, whole);
}

interface Step {
  readonly every: number;
  readonly unit: 'minute' | 'hour' | 'day' | 'month';
}

const LENGTH: Readonly<Record<Step['unit'], number>> = {
  minute: MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
  month: 30 * DAY_MS,
};

const STEPS: readonly Step[] = [
  ...[5, 15, 30].map((every) => ({ every, unit: 'minute' as const })),
  ...[1, 3, 6, 12].map((every) => ({ every, unit: 'hour' as const })),
  ...[1, 2, 7, 14].map((every) => ({ every, unit: 'day' as const })),
  ...[1, 2, 3, 6, 12, 24, 60, 120].map((every) => ({ every, unit: 'month' as const })),
];

export interface Tick {
  readonly at: number;
  /** what stands under it is a time of day, a day, a month or a year */
  readonly says: 'time' | 'day' | 'month' | 'year';
}

/** Round moments of the laptop's zone within what is shown, at most so many. */
export function ticksOf({ from, to }: TimeView, most: number): readonly Tick[] {
  const step =
    STEPS.find(({ every, unit }) => (to - from) / (every * LENGTH[unit]) <= Math.max(1, most)) ?? STEPS.at(-1);
  if (!step) return [];
  const ticks: Tick[] = [];
  for (let date = firstFrom(from, step); date.getTime() <= to; date = next(date, step)) {
    if (date.getTime() >= from) ticks.push({ at: date.getTime(), says: saying(date, step) });
  }
  return ticks;
}

/** A round moment at or before `from`. */
function firstFrom(from: number, { every, unit }: Step): Date {
  const date = new Date(from);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  switch (unit) {
    case 'minute':
    case 'hour':
      return new Date(year, month, day);
    case 'day':
      // Weeks begin on Mondays; other steps on the first of the month.
      return every % 7 === 0 ? new Date(year, month, day - ((date.getDay() + 6) % 7)) : new Date(year, month, 1);
    default:
      return every >= 12 ? new Date(year - (year % (every / 12)), 0, 1) : new Date(year, month - (month % every), 1);
  }
}

function next(date: Date, { every, unit }: Step): Date {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  switch (unit) {
    case 'minute':
    case 'hour':
      return new Date(date.getTime() + every * LENGTH[unit]);
    case 'day': {
      const later = new Date(year, month, day + every);
      const newMonth = every % 7 !== 0 && later.getMonth() !== month;
      return newMonth ? new Date(year, month + 1, 1) : later;
    }
    default:
      return new Date(year, month + every, 1);
  }
}

function saying(date: Date, { unit, every }: Step): Tick['says'] {
  if (unit === 'month') return every >= 12 || date.getMonth() === 0 ? 'year' : 'month';
  if (unit === 'day') return 'day';
  return date.getHours() === 0 && date.getMinutes() === 0 ? 'day' : 'time';
}
