import type { CustodyJson } from '../../shared/custody/place.ts';
import type { Cell, Tone } from '../../shared/report/document.ts';

/** Short names for the cells that rows are made of; what is absent is an empty cell. */

export const text = (value: string | null | undefined): Cell =>
  value === null || value === undefined || value === '' ? null : { kind: 'text', text: value };

export const code = (value: string | null | undefined): Cell =>
  value === null || value === undefined || value === '' ? null : { kind: 'code', text: value };

export const number = (value: number): Cell => ({ kind: 'number', value });

/**
 * @param at      RFC 3339
 * @param offset  minutes from UTC in which it is to be read
 */
export const moment = (at: string | null | undefined, offset: number): Cell =>
  at ? { kind: 'moment', at, offset } : null;

export const mark = (word: string, tone: Tone = 'bad'): Cell => ({ kind: 'mark', text: word, tone });

export const custody = ({ status, case: inCase, slot, holder }: CustodyJson, label: string | null = null): Cell => ({
  kind: 'custody',
  status,
  case: inCase,
  slot,
  holder,
  label,
});

export const struck = (was: Cell, now: Cell, label: string | null = null): Cell => ({
  kind: 'struck',
  was,
  now,
  label,
});

/** Those that are there, one below the other; null where there is none. */
export function lines(...cells: readonly Cell[]): Cell {
  const there = cells.filter((cell) => cell !== null);
  const [first = null] = there;
  return there.length > 1 ? { kind: 'lines', lines: there } : first;
}

/** Those that are there, in one line. */
export function run(...cells: readonly Cell[]): Cell {
  const there = cells.filter((cell) => cell !== null);
  const [first = null] = there;
  return there.length > 1 ? { kind: 'run', parts: there } : first;
}
