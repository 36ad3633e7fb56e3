import type { QueryName } from '../../shared/contract/queries.ts';
import type { StreamType } from '../../shared/event.ts';
import type { AppendedEvent } from '../../shared/ipc/contract.ts';

const CUSTODY: readonly StreamType[] = ['asset', 'case', 'holder'];
const EVERYTHING: readonly StreamType[] = ['case', 'asset', 'holder', 'operator', 'handover', 'assignment', 'store'];

/**
 * Events of which streams may change what a query answers. Which asset is in which case is for main to know: an issue
 * names no case, yet changes the map of one. Settings are events of the store.
 */
const streamsOf: Readonly<Partial<Record<QueryName, readonly StreamType[]>>> = {
  custody: CUSTODY,
  'case.list': [...CUSTODY, 'store'],
  'case.get': [...CUSTODY, 'store'],
  'case.spans': CUSTODY,
  'asset.get': CUSTODY,
  'asset.list': CUSTODY,
  'asset.history': CUSTODY,
  'asset.spans': CUSTODY,
  'holder.list': CUSTODY,
  'holder.get': CUSTODY,
  'holder.history': CUSTODY,
  // A lock-out is an event of the store.
  'operator.list': ['operator', 'store'],
  'store.health': ['store'],
  'queue.get': CUSTODY,
  'handover.list': ['handover'],
  'handover.get': ['handover', 'asset'],
  'settings.get': ['store'],
  'overdue.list': [...CUSTODY, 'store'],
  'assignment.list': ['assignment', 'operator'],
  'assignment.get': ['assignment', 'operator'],
  'threshold.list': ['assignment', 'operator', 'store'],
  'threshold.crossings': ['operator'],
  search: [],
};

/** May this event change what the query answers? A query that is not listed hears of every event. */
export function concerns(name: QueryName, event: AppendedEvent): boolean {
  return (streamsOf[name] ?? EVERYTHING).includes(event.streamType);
}

/** Does the answer change as time passes, with nothing appended? */
export function followsTheClock(name: QueryName): boolean {
  return (
    name === 'overdue.list' ||
    name === 'case.list' ||
    name === 'case.get' ||
    name === 'exceptions.list' ||
    name.startsWith('assignment.')
  );
}
