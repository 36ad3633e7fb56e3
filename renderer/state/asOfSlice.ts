import type { StateCreator } from 'zustand';
import { formatInstant, parseInstant } from '../../shared/time.ts';

/** The moment that the window shows, on both axes of time, in ms since 1970 UTC; null: now. */
export interface AsOf {
  /** as it was in the field at that moment */
  readonly at: number | null;
  /** as it was known by then */
  readonly knownAt: number | null;
}

export interface AsOfSlice {
  readonly asOf: AsOf;
}

export const NOW: AsOf = { at: null, knownAt: null };

/** Which moment the window shows. It is part of the address, so it changes only with it (`place.ts`). */
export const asOfSlice: StateCreator<AsOfSlice> = () => ({ asOf: NOW });

/** Does the window look back, on either axis? */
export const looksBack = ({ at, knownAt }: AsOf): boolean => at !== null || knownAt !== null;

/** What an address names: a moment, or outright the present. */
const OUTRIGHT_NOW = 'now';
type Query = Readonly<Record<string, string>>;

/** The two parts of an address that say the moment; without any of them it says nothing of it. */
function saysMoment(query: Query): boolean {
  return query.at !== undefined || query.knownAt !== undefined;
}

/** The moment that an address says. What is no moment, or still to come, is now. @param now  ms */
export function asOfIn(query: Query, now = Date.now()): AsOf {
  return { at: momentIn(query.at, now), knownAt: momentIn(query.knownAt, now) };
}

function momentIn(text: string | undefined, now: number): number | null {
  const read = text === undefined ? null : parseInstant(text);
  return read && read.at <= now ? read.at : null;
}

/** The same moment for an address. @param outright  say `now` where it is now, to lead out of a moment */
export function asOfQuery({ at, knownAt }: AsOf, outright = false): Query {
  return {
    ...(at === null ? (outright ? { at: OUTRIGHT_NOW } : {}) : { at: formatInstant(at) }),
    ...(knownAt === null ? {} : { knownAt: formatInstant(knownAt) }),
  };
}

/** An address that says just this moment, whatever it said of one before. @param hash  `#/path?query` */
export function withMoment(hash: string, asOf: AsOf): string {
  const [path = '', search = ''] = hash.split('?', 2);
  const { at: _, knownAt: __, ...rest } = Object.fromEntries(new URLSearchParams(search));
  const query = new URLSearchParams({ ...rest, ...asOfQuery(asOf) }).toString();
  return query === '' ? path : `${path}?${query}`;
}

/**
 * The address at which the window has arrived. Whoever follows a link while looking back goes on looking back at the
 * same moment, unless the link names another one, or the present.
 *
 * @param shown  the moment shown before
 */
export function settledAddress(hash: string, shown: AsOf): string {
  const query = Object.fromEntries(new URLSearchParams(hash.split('?', 2)[1] ?? ''));
  return withMoment(hash, saysMoment(query) ? asOfIn(query) : shown);
}
