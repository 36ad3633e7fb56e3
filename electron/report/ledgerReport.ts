import type { EventJson, JsonObject } from '../../shared/event.ts';
import { accept } from '../../shared/result.ts';
import type { Custody } from '../custody.ts';
import type { ChainHead, ReportKind } from './report.ts';

/** In the order of the log's own columns; the compiler holds it complete. */
const columnOf = {
  seq: 'seq',
  receivedAt: 'receivedAt',
  eventId: 'eventId',
  deviceId: 'deviceId',
  deviceSeq: 'deviceSeq',
  streamType: 'streamType',
  streamId: 'streamId',
  type: 'type',
  occurredAt: 'occurredAt',
  occurredOffset: 'occurredOffset',
  recordedAt: 'recordedAt',
  hlc: 'hlc',
  clockSuspect: 'clockSuspect',
  actorKind: 'actorKind',
  actorId: 'actorId',
  actorRole: 'actorRole',
  data: 'data',
  changes: 'changes',
  note: 'note',
  deviceInfo: 'deviceInfo',
  commandId: 'commandId',
  commandHash: 'commandHash',
  correlationId: 'correlationId',
  supersedesEventId: 'supersedesEventId',
  correctionReason: 'correctionReason',
  prevHash: 'prevHash',
  hash: 'hash',
} as const satisfies { readonly [K in keyof EventJson]: K };

/** Every event of the log, every column, oldest first: enough to recompute the chain elsewhere. */
export const ledgerReport: ReportKind = {
  name: 'ledger',
  filters: ['knownAt'],
  open: (custody, { knownAt }, head) =>
    accept({ columns: Object.keys(columnOf), rows: rowsUpTo(custody, head, knownAt) }),
};

function* rowsUpTo(custody: Custody, head: ChainHead, knownAt: string | undefined): Generator<JsonObject> {
  for (const event of custody.events({ fromSeq: 1 })) {
    // RFC 3339 in UTC with milliseconds sorts as text, and received_at never goes back.
    if (event.seq > head.seq || (knownAt !== undefined && event.receivedAt > knownAt)) return;
    yield { ...event };
  }
}
