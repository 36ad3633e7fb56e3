const WALL_DIGITS = 12;
const COUNTER_DIGITS = 6;
const MOST_IN_ONE_MS = 16 ** COUNTER_DIGITS - 1;

/**
 * The hybrid logical clock: as near to the wall clock as it can be while it only ever grows. The wall part is the
 * highest moment seen, the counter tells apart what shares it.
 *
 * @param before      the highest reading so far, of any device; '' when there is none
 * @param recordedAt  ms since 1970 UTC
 * @returns 12 hex digits of ms, '-', 6 of a counter: greater than `before` as text, its wall part not below `recordedAt`
 */
export function nextHlc(before: string, recordedAt: number): string {
  const wall = before === '' ? -1 : Number.parseInt(before.slice(0, WALL_DIGITS), 16);
  if (recordedAt > wall) return reading(recordedAt, 0);
  const counter = Number.parseInt(before.slice(WALL_DIGITS + 1), 16);
  return counter < MOST_IN_ONE_MS ? reading(wall, counter + 1) : reading(wall + 1, 0);
}

/** Whether the wall part of `hlc` is at or after `recordedAt`, as it must be for the event that bears both. */
export function isNotBefore(hlc: string, recordedAt: number): boolean {
  return Number.parseInt(hlc.slice(0, WALL_DIGITS), 16) >= recordedAt;
}

const reading = (wall: number, counter: number): string => `${hex(wall, WALL_DIGITS)}-${hex(counter, COUNTER_DIGITS)}`;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
