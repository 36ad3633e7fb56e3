import type { Database } from 'better-sqlite3';
import { formatInstant } from '../../shared/time.ts';
import type { Finding } from './findings.ts';
import type { HeadReading } from './headFile.ts';

/**
 * Compares the log with the head that was kept outside the store. A head that lags behind is fine: it is written
 * without waiting for the disk.
 *
 * @param deviceId  whose head it is: a device of this store, whose key is here
 */
export function checkHead(db: Database, reading: HeadReading, deviceId: string): Finding[] {
  if (reading.kind === 'missing') {
    const message =
      'The head file of this laptop is gone: whether events are missing from the end of the log cannot be told.';
    return [{ code: 'HEAD_MISSING', message, deviceId }];
  }
  if (reading.kind === 'damaged') {
    const message =
      'The head file of this laptop cannot be read: whether events are missing from the end of the log cannot be told.';
    return [{ code: 'HEAD_DAMAGED', message, deviceId }];
  }

  const { head } = reading;
  const witnessed = db
    .prepare<[string, number], { seq: number; hash: string }>(
      'SELECT seq, lower(hex(hash)) AS hash FROM events WHERE device_id = ? AND device_seq = ?',
    )
    .get(head.deviceId, head.deviceSeq);
  const lastSeq = db.prepare<[], number | null>('SELECT max(seq) FROM events').pluck().get() ?? 0;
  const when = formatInstant(head.at);

  if (lastSeq < head.seq) {
    const missing = head.seq - lastSeq;
    const message =
      `${missing} of the events that were recorded here by ${when} ${missing === 1 ? 'is' : 'are'} missing: ` +
      `the log ends with event ${lastSeq}, it had come to event ${head.seq}.`;
    return [{ code: 'HEAD_AHEAD', message, seq: lastSeq + 1, deviceId }];
  }
  if (witnessed?.hash !== head.hash) {
    const message =
      `Event ${witnessed?.seq ?? head.seq} is not the one that was recorded here by ${when}: ` +
      'the log was rewritten, or replaced by another, at or before that event.';
    return [{ code: 'HEAD_FORK', message, seq: witnessed?.seq ?? head.seq, deviceId }];
  }
  if (head.closed && lastSeq > head.seq) {
    const message =
      `The events since event ${head.seq + 1} were not recorded by this installation: ` +
      `it had closed the store at event ${head.seq}, on ${when}.`;
    return [{ code: 'FOREIGN_EVENTS', message, seq: head.seq + 1, deviceId }];
  }
  return [];
}
