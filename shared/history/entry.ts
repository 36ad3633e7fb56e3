import type { JsonObject } from '../event.ts';
import type { Refusal } from '../refusal.ts';

/** A place in the one order of all effective events: when it happened, then the logical clock, then the device. */
export interface Point {
  readonly at: number;
  readonly hlc: string;
  readonly deviceId: string;
}

/**
 * An effective event as the folds read it. A superseding event stands at the place in the order that the first
 * event of its chain had: `point.hlc` and `point.deviceId` are that event's.
 */
export interface Entry {
  readonly seq: number;
  readonly eventId: string;
  readonly streamId: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly point: Point;
  readonly supersedes: string | null;
}

export function comparePoints(a: Point, b: Point): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1;
  if (a.deviceId !== b.deviceId) return a.deviceId < b.deviceId ? -1 : 1;
  return 0;
}

/** Behind everything that happened at `at`: `~` sorts after every digit. */
export function endOf(at: number): Point {
  return { at, hlc: '~', deviceId: '~' };
}

export function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => comparePoints(a.point, b.point));
}

/** A rule that an event breaks where it stands in the order. */
export interface Violation {
  readonly entry: Pick<Entry, 'eventId' | 'point'>;
  readonly refusal: Refusal;
}
