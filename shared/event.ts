import type { Role } from './session.ts';
import { formatInstant } from './time.ts';

export const streamTypes = ['case', 'asset', 'holder', 'operator', 'handover', 'assignment', 'store'] as const;
export type StreamType = (typeof streamTypes)[number];

/** One field that an event changed. Absent is `null`. */
export interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** One row of the log: an immutable fact. Instants are ms since 1970 UTC, hashes hex. */
export interface StoredEvent {
  /** local order of arrival, from 1, without gaps */
  readonly seq: number;
  readonly receivedAt: number;
  readonly eventId: string;
  readonly deviceId: string;
  readonly deviceSeq: number;
  readonly streamType: StreamType;
  readonly streamId: string;
  readonly type: string;
  readonly occurredAt: number;
  /** minutes from UTC, for people */
  readonly occurredOffset: number;
  readonly recordedAt: number;
  /** hybrid logical clock: 12 hex digits of ms, a dash, 6 hex digits of a counter; sorts as text */
  readonly hlc: string;
  readonly clockSuspect: boolean;
  readonly actorKind: 'user' | 'system';
  readonly actorId: string | null;
  /** as it was at that moment */
  readonly actorRole: Role | null;
  readonly data: JsonObject;
  readonly changes: readonly Change[];
  readonly note: string | null;
  readonly deviceInfo: JsonObject;
  readonly commandId: string | null;
  readonly commandHash: string | null;
  /** joins the events of one command */
  readonly correlationId: string;
  readonly supersedesEventId: string | null;
  readonly correctionReason: string | null;
  readonly prevHash: string;
  readonly hash: string;
}

/** What a decision hands to the log; the log adds its place in the order and in the chain. */
export type NewEvent = Omit<StoredEvent, 'seq' | 'receivedAt' | 'deviceId' | 'deviceSeq' | 'hlc' | 'prevHash' | 'hash'>;

/** An event as other programs read it: the columns in camel case, instants as RFC 3339 in UTC. */
export type EventJson = Omit<StoredEvent, 'occurredAt' | 'recordedAt' | 'receivedAt'> & {
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly receivedAt: string;
};

/** The columns in their order, so that the same event is always the same text. */
export function eventJson(event: StoredEvent): EventJson {
  return {
    seq: event.seq,
    eventId: event.eventId,
    deviceId: event.deviceId,
    deviceSeq: event.deviceSeq,
    streamType: event.streamType,
    streamId: event.streamId,
    type: event.type,
    occurredAt: formatInstant(event.occurredAt),
    occurredOffset: event.occurredOffset,
    recordedAt: formatInstant(event.recordedAt),
    receivedAt: formatInstant(event.receivedAt),
    hlc: event.hlc,
    clockSuspect: event.clockSuspect,
    actorKind: event.actorKind,
    actorId: event.actorId,
    actorRole: event.actorRole,
    data: event.data,
    changes: event.changes,
    note: event.note,
    deviceInfo: event.deviceInfo,
    commandId: event.commandId,
    commandHash: event.commandHash,
    correlationId: event.correlationId,
    supersedesEventId: event.supersedesEventId,
    correctionReason: event.correctionReason,
    prevHash: event.prevHash,
    hash: event.hash,
  };
}
