import type { SpanRow } from '../../../../shared/contract/answers.ts';
import type { TimeView } from './scale.ts';

/** The three rows of the chart. */
export type Lane = 'slot' | 'holder' | 'nobody';
export const lanes: readonly Lane[] = ['slot', 'holder', 'nobody'];

export interface Stay {
  readonly span: SpanRow;
  readonly lane: Lane;
  readonly from: number;
  /** ms; of a stay that lasts, now */
  readonly to: number;
}

/** The stays of an asset as bars of the chart. Retired is no stay that somebody must answer for. */
export function staysOf(spans: readonly SpanRow[], now: number): readonly Stay[] {
  return spans
    .filter(({ status }) => status !== 'retired')
    .map((span) => ({
      span,
      lane: span.status === 'slot' || span.status === 'holder' ? span.status : 'nobody',
      from: Date.parse(span.from),
      to: span.to === null ? now : Date.parse(span.to),
    }));
}

/** From the first stay to now, with a little room at the end. */
export function wholeOf(stays: readonly Stay[], now: number): TimeView {
  const from = Math.min(now, ...stays.map((stay) => stay.from));
  const length = Math.max(now - from, 60_000);
  return { from, to: now + length * 0.01 };
}

export interface Bar extends Stay {
  /** px from the left of the chart, clipped to it */
  readonly x: number;
  readonly width: number;
}

/** px; shorter stays are drawn this wide, because they were there */
const THINNEST = 2;

/** The stays in sight, where they lie. @param width  of the chart, px */
export function barsOf(stays: readonly Stay[], { from, to }: TimeView, width: number): readonly Bar[] {
  const scale = width / (to - from);
  return stays
    .filter((stay) => stay.to >= from && stay.from <= to)
    .map((stay) => {
      const x = Math.max(0, (stay.from - from) * scale);
      const end = Math.min(width, (stay.to - from) * scale);
      return { ...stay, x: Math.min(x, width - THINNEST), width: Math.max(THINNEST, end - x) };
    });
}
