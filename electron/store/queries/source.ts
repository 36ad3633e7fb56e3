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
}

export const NOW: Moment = { at: FOREVER, known: null, due: null };

export const isNow = (moment: Moment): boolean => moment.at === FOREVER && moment.known === null;

/** The highest seq that counts. */
export const knownSeq = ({ known }: Moment): number => known?.seq ?? Number.MAX_SAFE_INTEGER;

/**
 * @param at       ms; absent: now
 * @param knownAt  ms; absent: everything that is known
 */
export function momentOf(
  { log }: Pick<Source, 'log'>,
  { at, knownAt }: { readonly at?: number | undefined; readonly knownAt?: number | undefined },
): Moment {
  const due = at ?? knownAt ?? null;
  if (knownAt === undefined) return { at: at ?? FOREVER, known: null, due };
  const seq = log.seqAt(knownAt);
  return { at: at ?? FOREVER, known: seq < log.lastSeq() ? { seq, at: knownAt } : null, due };
}

/** The moment as a time to compare due dates with, ms. */
export const timeOf = ({ now }: Pick<Source, 'now'>, { due }: Moment): number => due ?? now();
