import { z } from 'zod';
import type { JsonObject } from '../../shared/event.ts';
import { accept } from '../../shared/result.ts';
import { allPages } from './allPages.ts';
import type { ReportKind } from './report.ts';

/**
 * What happened to one asset: first every event about it in the order of recording, corrected ones and corrections
 * alike, then its stays, oldest first. In JSON an event also has the chain of events that superseded it.
 */
export const assetReport: ReportKind = {
  name: 'asset',
  filters: ['tag'],
  needs: 'tag',
  open(custody, { tag }) {
    const events = allPages(custody, 'asset.history', { tag });
    if (!events.ok) return events;
    const stays = allPages(custody, 'asset.spans', { tag });
    if (!stays.ok) return stays;
    return accept({ columns: [...EVENT_COLUMNS, ...STAY_COLUMNS], rows: rowsOf(events.value, stays.value) });
  },
};

const EVENT_COLUMNS = [
  'row',
  'tag',
  'seq',
  'eventId',
  'type',
  'occurredAt',
  'occurredOffset',
  'recordedAt',
  'clockSuspect',
  'actorKind',
  'actor',
  'actorRole',
  'data',
  'changes',
  'note',
  'effective',
  'supersedesEventId',
  'supersededBy',
  'correctionReason',
  'deviceId',
  'prevHash',
  'hash',
];
const STAY_COLUMNS = ['status', 'case', 'slot', 'holder', 'from', 'to', 'dueAt', 'gap', 'openedBy', 'closedBy'];

const chainOf = z.array(z.object({ eventId: z.string() }));

function* rowsOf(events: Iterable<JsonObject>, stays: Iterable<JsonObject>): Generator<JsonObject> {
  for (const event of events) {
    yield { row: 'event', ...event, supersededBy: chainOf.parse(event.chain)[0]?.eventId ?? null };
  }
  for (const stay of stays) yield { row: 'stay', ...stay };
}
