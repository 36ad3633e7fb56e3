import { FOREVER } from '../../../shared/time.ts';
import type { EventLog } from '../eventLog.ts';
import type { History } from '../history.ts';
import type { Lookups } from '../lookups.ts';
import type { Reader } from './reader.ts';

/** What the queries read from. */
export interface Source {
  readonly read: Reader;
  readonly log: EventLog;
  readonly history: History;
  readonly lookups: Lookups;
  /** ms since 1970 UTC */
  now(): number;
}

/** A moment on both axes of time. */
export interface Moment {
  /** in the field, ms, inclusive; FOREVER: now, whatever the clock says */
  readonly at: number;
  /** what was recorded by then; null: everything */
  readonly known: { readonly seq: number; readonly at: number } | null;
  /** what due dates are compared with, ms; null: the clock */
  readonly due: number | null;
  /**
   * The highest seq that can say nothing of a later moment: what was received by then had happened by then. An entity
   * of no higher version was at the moment as it is now, and was known so.
   */
  readonly settled: number;
}

const EVERYTHING = Number.MAX_SAFE_INTEGER;

export const NOW: Moment = { at: FOREVER, known: null, due: null, settled: EVERYTHING };

export const isNow = (moment: Moment): boolean => moment.at === FOREVER && moment.known === null;

/** The highest seq that counts. */
export const knownSeq = ({ known }: Moment): number => known?.seq ?? EVERYTHING;

/**
 * @param at       ms; absent: now
 * @param knownAt  ms; absent: everything that is known
 */
export function momentOf(
  { log }: Pick<Source, 'log'>,
  { at, knownAt }: { readonly at?: number | undefined; readonly knownAt?: number | undefined },
): Moment {
  const happened = at === undefined ? EVERYTHING : log.seqAt(at);
  const heard = knownAt === undefined ? EVERYTHING : log.seqAt(knownAt);
  return {
    at: at ?? FOREVER,
    known: knownAt !== undefined && heard < log.lastSeq() ? { seq: heard, at: knownAt } : null,
    due: at ?? knownAt ?? null,
    settled: Math.min(happened, heard),
  };
}

/** The moment as a time to compare due dates with, ms. */
export const timeOf = ({ now }: Pick<Source, 'now'>, { due }: Moment): number => due ?? now();
