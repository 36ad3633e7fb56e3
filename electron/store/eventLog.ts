import type { Database } from 'better-sqlite3';
import type { NewEvent, StoredEvent } from '../../shared/event.ts';
import { chains } from './chains.ts';
import { eventHash, genesisHash } from './eventHash.ts';
import { type EventRow, eventColumns, eventToRow, insertEvent, rowToEvent } from './eventRow.ts';
import { nextHlc } from './hlc.ts';

/** In whose name the log is continued. `publicKey` is Ed25519, 32 bytes in hex. */
export interface Appender {
  readonly storeId: string;
  readonly deviceId: string;
  readonly publicKey: string;
}

export interface IterateOptions {
  /** where to begin; default 1 */
  readonly fromSeq?: number;
  readonly type?: string;
}

export type EventLog = ReturnType<typeof openEventLog>;

/** Rows fetched at once while streaming: enough that a row's share of the call is small, few enough for memory. */
const CHUNK = 500;

/** Where the log and this device's chain have come to. */
interface Tip {
  readonly seq: number;
  readonly receivedAt: number;
  /** of the last event of all */
  readonly lastHash: string;
  readonly deviceSeq: number;
  /** of this device's last event; before its first, the chain's genesis */
  readonly hash: string;
  /** the highest of all devices, so that what is recorded here comes after all that was seen here */
  readonly hlc: string;
  readonly recordedAt: number;
}

/**
 * The log: reads it, and continues it in the name of one device.
 *
 * @param device  null in read mode: `append` then throws
 */
export function openEventLog(db: Database, device: Appender | null) {
  const selectTip = db
    .prepare<[], [number, number, string]>(
      'SELECT seq, received_at, lower(hex(hash)) FROM events ORDER BY seq DESC LIMIT 1',
    )
    .raw();
  const insert = db.prepare<[EventRow]>(insertEvent);
  const rows = <P extends unknown[]>(rest: string) =>
    db.prepare<P, EventRow>(`SELECT ${eventColumns} FROM events ${rest}`).raw();
  const selectById = rows<[string]>('WHERE event_id = ?');
  const selectBySeq = rows<[number]>('WHERE seq = ?');
  const selectBySeqs = rows<[string]>('WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq');
  const selectSuperseding = rows<[string]>('WHERE supersedes_event_id = ?');
  const selectStream = rows<[string]>('WHERE stream_id = +? ORDER BY seq');
  const selectByCommand = rows<[string]>('WHERE command_id = +? ORDER BY seq');
  const selectFrom = rows<[number, number]>('WHERE seq >= ? ORDER BY seq LIMIT ?');
  const selectOfType = rows<[number, string, number]>('WHERE seq >= ? AND type = ? ORDER BY seq LIMIT ?');
  const selectReceivedAt = db.prepare<[number], number>('SELECT received_at FROM events WHERE seq = ?').pluck();

  let tip: Tip | null = null;

  /** The tip as the database has it. What is remembered holds until a roll-back or another connection changed the end. */
  function currentTip(): Tip {
    const [seq, receivedAt, lastHash] = selectTip.get() ?? [0, 0, ''];
    if (tip?.seq === seq && tip.lastHash === lastHash) return tip;
    const all = chains(db);
    const own = all.find(({ deviceId }) => deviceId === device?.deviceId);
    tip = {
      seq,
      receivedAt,
      lastHash,
      deviceSeq: own?.deviceSeq ?? 0,
      hash: own?.hash ?? (device ? genesisHash(device.storeId, device.deviceId, device.publicKey) : ''),
      hlc: all.reduce((highest, { hlc }) => (hlc > highest ? hlc : highest), ''),
      recordedAt: own?.recordedAt ?? 0,
    };
    return tip;
  }

  /**
   * Puts events at the end of the log, in the caller's transaction. A device's first event must be its `DEVICE_ADDED`.
   *
   * @returns the same events with their places, oldest first
   * @throws what SQLite throws; `LEDGER_…` in the message names the rule of the log that was broken
   */
  function append(events: readonly NewEvent[]): StoredEvent[] {
    if (!device) throw new Error('the log was opened to be read, not continued');
    if (!db.inTransaction) throw new Error('events are appended in a transaction of the caller');
    const { deviceId } = device;
    let end = currentTip();
    const stored: StoredEvent[] = [];
    for (const event of events) {
      const place = {
        seq: end.seq + 1,
        receivedAt: Math.max(end.receivedAt, event.recordedAt),
        deviceId,
        deviceSeq: end.deviceSeq + 1,
        hlc: nextHlc(end.hlc, event.recordedAt),
        prevHash: end.hash,
      };
      const row = eventToRow(event, place);
      const hash = eventHash(row);
      insert.run([...row, hash]);
      stored.push({ ...event, ...place, hash });
      end = {
        seq: place.seq,
        receivedAt: place.receivedAt,
        lastHash: hash,
        deviceSeq: place.deviceSeq,
        hash,
        hlc: place.hlc,
        recordedAt: event.recordedAt,
      };
    }
    tip = end;
    return stored;
  }

  /**
   * Streams the log, oldest first, in chunks: the connection is free between two events, and what is appended
   * meanwhile is seen too.
   */
  function* iterate({ fromSeq = 1, type }: IterateOptions = {}): Generator<StoredEvent, void> {
    for (let next = fromSeq; ; ) {
      const chunk = type === undefined ? selectFrom.all(next, CHUNK) : selectOfType.all(next, type, CHUNK);
      for (const row of chunk) yield rowToEvent(row);
      const last = chunk.at(-1);
      if (!last || chunk.length < CHUNK) return;
      next = last[0] + 1;
    }
  }

  /** The highest seq received by `at` (ms); 0 when there is none. `received_at` never decreases, so this halves its way. */
  function seqAt(at: number): number {
    let received = 0;
    let later = lastSeq() + 1;
    while (later - received > 1) {
      const middle = Math.floor((received + later) / 2);
      if ((selectReceivedAt.get(middle) ?? Number.POSITIVE_INFINITY) <= at) received = middle;
      else later = middle;
    }
    return received;
  }

  const lastSeq = (): number => selectTip.get()?.[0] ?? 0;
  const one = (row: EventRow | undefined): StoredEvent | null => (row ? rowToEvent(row) : null);

  return {
    append,
    iterate,
    seqAt,
    /** 0 while the log is empty */
    lastSeq,
    /** of this device: ms since 1970 UTC, 0 when it has recorded nothing yet */
    lastRecordedAt: (): number => currentTip().recordedAt,
    /** Where this device's chain has come to; null before its first event. */
    ownHead(): { readonly seq: number; readonly deviceSeq: number; readonly hash: string } | null {
      const { seq, deviceSeq, hash } = currentTip();
      return deviceSeq === 0 ? null : { seq, deviceSeq, hash };
    },
    event: (eventId: string): StoredEvent | null => one(selectById.get(eventId)),
    bySeq: (seq: number): StoredEvent | null => one(selectBySeq.get(seq)),
    /** those of them that there are, oldest first */
    bySeqs: (seqs: readonly number[]): StoredEvent[] => selectBySeqs.all(JSON.stringify(seqs)).map(rowToEvent),
    supersededBy: (eventId: string): StoredEvent | null => one(selectSuperseding.get(eventId)),
    /** a stream's own events by seq; not those that superseded one of them from another stream */
    stream: (streamId: string): StoredEvent[] => selectStream.all(streamId).map(rowToEvent),
    byCommandId: (commandId: string): StoredEvent[] => selectByCommand.all(commandId).map(rowToEvent),
  };
}
