import { take } from './naiveRules.ts';
import type { Fact, LogEvent, World } from './naiveWorld.ts';

/**
 * The domain a second time, as simply as it can be said: take all events of all streams that nothing supersedes, put
 * them into one order, and walk it from the beginning with plain maps. It is slow and keeps nothing between two
 * questions. The property tests hold the app against it, so it shares no code with the app's fold, judge or deciders.
 */

/** A rule that a fact breaks, and the codes that may name it. */
export interface Fault {
  readonly fact: Fact;
  readonly codes: readonly string[];
}

export interface Walk {
  readonly world: World;
  readonly faults: readonly Fault[];
}

const FACT_STREAMS: readonly string[] = ['asset', 'case', 'holder'];
const NO_FACT: readonly string[] = ['EVENT_VOIDED', 'EVENT_FLAGGED', 'EVENT_FLAG_DISMISSED'];

/** What no other event supersedes, in the one order. */
export function effectiveFacts(events: readonly LogEvent[]): Fact[] {
  const byId = new Map(events.map((event) => [event.eventId, event]));
  const superseded = new Set(events.map((event) => event.supersedesEventId));
  const first = (event: LogEvent): LogEvent => {
    const earlier = event.supersedesEventId === null ? undefined : byId.get(event.supersedesEventId);
    return earlier ? first(earlier) : event;
  };
  return events
    .filter((event) => FACT_STREAMS.includes(event.streamType) && !NO_FACT.includes(event.type))
    .filter((event) => !superseded.has(event.eventId))
    .map((event) => {
      const { hlc, deviceId } = first(event);
      const { eventId, type, streamId, data } = event;
      return { eventId, at: Date.parse(event.occurredAt), hlc, deviceId, type, streamId, data };
    })
    .sort((a, b) => a.at - b.at || compare(a.hlc, b.hlc) || compare(a.deviceId, b.deviceId));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Walks the order; a fact that breaks a rule is noted and left out, so that all faults are found. */
export function walk(facts: readonly Fact[], after?: (world: World, fact: Fact) => void): Walk {
  const world: World = { assets: new Map(), cases: new Map(), holders: new Map() };
  const faults: Fault[] = [];
  for (const fact of facts) {
    const codes = take(world, fact);
    if (codes.length > 0) faults.push({ fact, codes });
    else after?.(world, fact);
  }
  return { world, faults };
}

/** Is the whole effective order legal from beginning to end? */
export function isLegal(events: readonly LogEvent[]): boolean {
  return walk(effectiveFacts(events)).faults.length === 0;
}

/** The world as of `at` (ms, inclusive). */
export function worldAt(events: readonly LogEvent[], at: number): World {
  return walk(effectiveFacts(events).filter((fact) => fact.at <= at)).world;
}
