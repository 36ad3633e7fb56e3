import type { JsonObject, NewEvent, StoredEvent, StreamType } from '../../shared/event.ts';
import type { Role } from '../../shared/session.ts';

/** What a hash covers, and `seq` and `receivedAt` before it: a row whose own hash is still to come. */
export type UnhashedRow = readonly [
  seq: number,
  receivedAt: number,
  eventId: string,
  deviceId: string,
  deviceSeq: number,
  streamType: StreamType,
  streamId: string,
  type: string,
  occurredAt: number,
  occurredOffset: number,
  recordedAt: number,
  hlc: string,
  clockSuspect: 0 | 1,
  actorKind: 'user' | 'system',
  actorId: string | null,
  actorRole: Role | null,
  data: string,
  changes: string,
  note: string | null,
  deviceInfo: string,
  commandId: string | null,
  commandHash: string | null,
  correlationId: string,
  supersedesEventId: string | null,
  correctionReason: string | null,
  prevHash: string,
];

/** A row of `events` as this folder reads it: columns in the table's order, hashes as lower-case hex. */
export type EventRow = readonly [...UnhashedRow, hash: string];

/**
 * What to select to get an `EventRow` (with `.raw()`). Hashes come as hex, because a Buffer costs five times as much
 * on its way out of SQLite.
 */
export const eventColumns = `seq, received_at, event_id, device_id, device_seq, stream_type, stream_id, type, occurred_at,
  occurred_offset, recorded_at, hlc, clock_suspect, actor_kind, actor_id, actor_role, data, changes, note, device_info,
  command_id, command_hash, correlation_id, supersedes_event_id, correction_reason, lower(hex(prev_hash)),
  lower(hex(hash))`;

/** Takes an `EventRow` as its 27 parameters. */
export const insertEvent = `INSERT INTO events VALUES (${'?, '.repeat(25)}unhex(?), unhex(?))`;

/** The log's part of an event: its place in the order and in its device's chain. */
export interface Place {
  readonly seq: number;
  readonly receivedAt: number;
  readonly deviceId: string;
  readonly deviceSeq: number;
  readonly hlc: string;
  readonly prevHash: string;
}

/** The row of an event at its place. */
export function eventToRow(event: NewEvent, place: Place): UnhashedRow {
  return [
    place.seq,
    place.receivedAt,
    event.eventId,
    place.deviceId,
    place.deviceSeq,
    event.streamType,
    event.streamId,
    event.type,
    event.occurredAt,
    event.occurredOffset,
    event.recordedAt,
    place.hlc,
    event.clockSuspect ? 1 : 0,
    event.actorKind,
    event.actorId,
    event.actorRole,
    JSON.stringify(event.data),
    JSON.stringify(event.changes),
    event.note,
    JSON.stringify(event.deviceInfo),
    event.commandId,
    event.commandHash,
    event.correlationId,
    event.supersedesEventId,
    event.correctionReason,
    place.prevHash,
  ];
}

/** What the last row read said of its device: most say the same, and a third of their JSON is that. */
let lastDevice: { readonly text: string; readonly info: JsonObject } = { text: '{}', info: {} };

function deviceInfoOf(text: string): JsonObject {
  if (text !== lastDevice.text) lastDevice = { text, info: JSON.parse(text) };
  return lastDevice.info;
}

/** Reads a row back. The table's constraints vouch for the columns, and for JSON being an object or a list. */
export function rowToEvent(row: EventRow): StoredEvent {
  const data: JsonObject = JSON.parse(row[16]);
  const changes: StoredEvent['changes'] = JSON.parse(row[17]);
  return {
    seq: row[0],
    eventId: row[2],
    deviceId: row[3],
    deviceSeq: row[4],
    streamType: row[5],
    streamId: row[6],
    type: row[7],
    occurredAt: row[8],
    occurredOffset: row[9],
    recordedAt: row[10],
    receivedAt: row[1],
    hlc: row[11],
    clockSuspect: row[12] === 1,
    actorKind: row[13],
    actorId: row[14],
    actorRole: row[15],
    data,
    changes,
    note: row[18],
    deviceInfo: deviceInfoOf(row[19]),
    commandId: row[20],
    commandHash: row[21],
    correlationId: row[22],
    supersedesEventId: row[23],
    correctionReason: row[24],
    prevHash: row[25],
    hash: row[26],
  };
}
