import type { Database } from 'better-sqlite3';
import { isBlank } from '../../shared/text.ts';
import type { EventRow } from './eventRow.ts';

interface Target {
  readonly seq: number;
  readonly streamType: string;
  readonly streamId: string;
  readonly type: string;
}

const CORRECTABLE: ReadonlySet<string> = new Set(['asset', 'case', 'holder']);

/**
 * Holds an event that supersedes another against the rules of supersession, as they stand in migration 0001.
 *
 * @returns a function from a row to the rest of a sentence that begins with "Event 12", or null when all is well
 */
export function openSupersessionCheck(db: Database): (row: EventRow) => string | null {
  const selectTarget = db.prepare<[string], Target>(
    'SELECT seq, stream_type AS streamType, stream_id AS streamId, type FROM events WHERE event_id = ?',
  );
  const selectFirst = db
    .prepare<[string], number>('SELECT min(seq) FROM events WHERE supersedes_event_id = +?')
    .pluck();

  return (row) => {
    const [seq, , , , , streamType, streamId, type] = row;
    const targetId = row[23];
    if (targetId === null) return 'voids or corrects without saying what.';
    if (row[24] === null || isBlank(row[24])) return 'supersedes another without a reason.';
    const target = selectTarget.get(targetId);
    if (!target || target.seq >= seq) return 'supersedes an event that was not in the log.';
    if (target.streamType !== streamType) return `supersedes event ${target.seq}, which is of another kind of stream.`;
    const first = selectFirst.get(targetId);
    if (first !== undefined && first !== seq) {
      return `supersedes event ${target.seq}, which event ${first} had superseded already.`;
    }
    if (streamType === 'assignment') {
      const takesBack = target.type === 'ASSIGNMENT_COMPLETED' && type === 'ASSIGNMENT_CANCELLED';
      return takesBack && target.streamId === streamId
        ? null
        : `supersedes event ${target.seq}, which cannot be corrected.`;
    }
    if (!CORRECTABLE.has(streamType) || target.type === 'EVENT_VOIDED') {
      return `supersedes event ${target.seq}, which cannot be corrected.`;
    }
    if (type !== target.type && type !== 'EVENT_VOIDED') return `makes event ${target.seq} into another type.`;
    const mayMove = streamType === 'asset' && type !== 'EVENT_VOIDED';
    return target.streamId === streamId || mayMove ? null : `supersedes event ${target.seq} of another stream.`;
  };
}
