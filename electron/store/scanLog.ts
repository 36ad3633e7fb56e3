import type Database from 'better-sqlite3';
import { openAssignmentCheck } from './assignmentTrouble.ts';
import { eventHash } from './eventHash.ts';
import { type EventRow, eventColumns } from './eventRow.ts';
import type { FindingCode, FindingCollector } from './findings.ts';
import { genesisTrouble } from './genesisTrouble.ts';
import { isNotBefore } from './hlc.ts';
import { openSupersessionCheck } from './supersessionTrouble.ts';

export interface ScanOptions {
  readonly fromSeq: number;
  /** told after each chunk: events looked at so far, and how many there are to look at */
  readonly onProgress?: (done: number, total: number) => void;
  /** asked after each chunk */
  readonly shouldStop?: () => boolean;
}

/** Rows fetched at once: more costs memory, fewer cost time. */
const CHUNK = 500;

/** Where a device's chain stood after its last event that was looked at. */
interface ChainState {
  readonly deviceSeq: number;
  readonly hash: string;
  readonly hlc: string;
  readonly recordedAt: number;
}

/**
 * Goes through the log and holds every event against its neighbours: that nothing is missing, changed, put in or out of
 * order, and that every rule that a trigger guards at writing holds for what was written.
 *
 * @param add  is told each thing that is wrong
 * @returns how many events were looked at; fewer than there are when `shouldStop` said so
 */
export function scanLog(
  db: Database.Database,
  { fromSeq, onProgress, shouldStop }: ScanOptions,
  { add }: FindingCollector,
): number {
  const selectChunk = db
    .prepare<[number, number], EventRow>(`SELECT ${eventColumns} FROM events WHERE seq >= ? ORDER BY seq LIMIT ?`)
    .raw();
  const selectPrevious = db.prepare<[string, number, number], ChainState>(
    `SELECT device_seq AS deviceSeq, lower(hex(hash)) AS hash, hlc, recorded_at AS recordedAt
     FROM events WHERE device_id = ? AND device_seq < ? AND seq < ? ORDER BY device_seq DESC LIMIT 1`,
  );
  const selectReceivedAt = db
    .prepare<[number], number>('SELECT received_at FROM events WHERE seq < ? ORDER BY seq DESC LIMIT 1')
    .pluck();
  const selectOperator = db
    .prepare<[string], number | null>("SELECT min(seq) FROM events WHERE stream_id = ? AND stream_type = 'operator'")
    .pluck();
  const total = (db.prepare<[], number | null>('SELECT max(seq) FROM events').pluck().get() ?? 0) - fromSeq + 1;

  const states = new Map<string, ChainState>();
  const operators = new Set<string>();
  // Steps can only be judged when the log is read from its beginning.
  const assignmentTrouble = fromSeq === 1 ? openAssignmentCheck(db) : () => null;
  const supersessionTrouble = openSupersessionCheck(db);
  let expectedSeq = fromSeq;
  let receivedAt = selectReceivedAt.get(fromSeq) ?? 0;

  const at = (row: EventRow, code: FindingCode, message: string): void =>
    add({ code, message: `Event ${row[0]} ${message}`, seq: row[0], eventId: row[2], deviceId: row[3] });

  function checkPlace(row: EventRow): void {
    const seq = row[0];
    if (seq !== expectedSeq) {
      const gone = seq - 1 === expectedSeq ? `Event ${expectedSeq} is` : `Events ${expectedSeq} to ${seq - 1} are`;
      add({ code: 'SEQ', message: `${gone} missing from the log.`, seq: expectedSeq });
    }
    expectedSeq = seq + 1;
    // No hash covers it, so that it can differ from store to store; but here everything arrives when it is recorded.
    if (row[1] < receivedAt) at(row, 'CLOCK', 'bears an earlier time of arrival than the event before it.');
    else if (row[1] !== Math.max(receivedAt, row[10])) at(row, 'CLOCK', 'did not arrive when it was recorded.');
    receivedAt = row[1];
  }

  function checkChain(row: EventRow): void {
    const deviceId = row[3];
    const deviceSeq = row[4];
    const before =
      states.get(deviceId) ?? (deviceSeq === 1 ? undefined : selectPrevious.get(deviceId, deviceSeq, row[0]));
    const due = before === undefined ? 1 : before.deviceSeq + 1;
    if (deviceSeq !== due) {
      at(row, 'DEVICE_SEQ', `is number ${deviceSeq} of its device, but number ${due} was due.`);
    }
    if (deviceSeq === 1 || row[7] === 'DEVICE_ADDED') {
      const trouble = genesisTrouble(db, row);
      if (trouble) at(row, 'GENESIS', trouble);
    } else if (before && row[25] !== before.hash) {
      at(
        row,
        'LINK',
        'does not follow from the one before it in its device’s chain: that one was changed, put in or taken out.',
      );
    }
    if (before && row[11] <= before.hlc) at(row, 'CLOCK', 'has a logical time that is not after the one before it.');
    if (before && row[10] < before.recordedAt)
      at(row, 'CLOCK', 'was recorded at an earlier time than the one before it.');
    states.set(deviceId, { deviceSeq, hash: row[26], hlc: row[11], recordedAt: row[10] });
  }

  function checkContent(row: EventRow): void {
    if (hashOf(row) !== row[26]) at(row, 'HASH', 'is not as it was recorded: its content does not fit its hash.');
    if (row[8] > row[10]) at(row, 'CLOCK', 'happened later than it was recorded.');
    if (!isNotBefore(row[11], row[10])) at(row, 'CLOCK', 'has a logical time before it was recorded.');
    if (row[23] !== null || row[24] !== null || row[7] === 'EVENT_VOIDED') {
      const trouble = supersessionTrouble(row);
      if (trouble) at(row, 'SUPERSESSION', trouble);
    }
    if (row[5] === 'assignment') {
      const trouble = assignmentTrouble(row);
      if (trouble) at(row, 'ASSIGNMENT', trouble);
    }
  }

  function checkActor(row: EventRow): void {
    const actorId = row[14];
    if ((row[13] === 'user') !== (actorId !== null)) at(row, 'ACTOR', 'does not say who recorded it.');
    if (row[5] === 'operator') operators.add(row[6]);
    if (actorId === null || operators.has(actorId)) return;
    const addedAt = selectOperator.get(actorId) ?? null;
    if (addedAt === null || addedAt >= row[0]) at(row, 'ACTOR', 'names an operator who was not known then.');
    else operators.add(actorId);
  }

  let done = 0;
  for (let next = fromSeq; ; ) {
    const chunk = selectChunk.all(next, CHUNK);
    for (const row of chunk) {
      checkPlace(row);
      if (!isOfItsColumns(row)) {
        at(row, 'HASH', 'is not as it was recorded: a value in it is of no kind that its column takes.');
        continue;
      }
      checkChain(row);
      checkContent(row);
      checkActor(row);
    }
    done += chunk.length;
    onProgress?.(done, total);
    const last = chunk.at(-1);
    if (!last || chunk.length < CHUNK || shouldStop?.()) return done;
    next = last[0] + 1;
  }
}

/** What the columns of an `EventRow` hold: a number, a text, a text or nothing. */
const KINDS = 'nnttntttnnntntTTttTtTTtTTtt';

/** A damaged page may give back what no column takes; every check after this one relies on it. */
function isOfItsColumns(row: EventRow): boolean {
  return row.every((value, i) => {
    const kind = KINDS[i];
    return kind === 'n' ? typeof value === 'number' : typeof value === 'string' || (kind === 'T' && value === null);
  });
}

/** A number that no hash can cover was not written by us. */
function hashOf(row: EventRow): string {
  try {
    return eventHash(row);
  } catch {
    return 'none';
  }
}
