import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { dispatchedForm } from '../../../shared/assignment/assignment.ts';
import { type AssignmentState, afterStep, dispatched } from '../../../shared/assignment/assignmentHistory.ts';
import type { StoredEvent } from '../../../shared/event.ts';

const crossing = z.object({ completed: z.int(), threshold: z.int() });

/** The columns of a state, as every SELECT of one names them. */
const stateColumns = `assignment_id AS assignmentId, title, recipient_id AS recipientId,
  dispatched_by AS dispatchedBy, dispatched_at AS dispatchedAt, status, status_at AS statusAt,
  completed_at AS completedAt, due_at AS dueAt, declined_at AS declinedAt, refers_to AS refersTo,
  text_hash AS textHash, version`;

/** Where each assignment stands, what it concerns, and who crossed the threshold; the only module that writes them. */
export function openAssignments(db: Database) {
  const insert = db.prepare<[AssignmentState]>(
    `INSERT INTO assignments (assignment_id, title, recipient_id, dispatched_by, dispatched_at, status, status_at,
       completed_at, due_at, declined_at, refers_to, text_hash, version)
     VALUES (@assignmentId, @title, @recipientId, @dispatchedBy, @dispatchedAt, @status, @statusAt, @completedAt, @dueAt,
       @declinedAt, @refersTo, @textHash, @version)
     ON CONFLICT DO NOTHING`,
  );
  const concern = db.prepare(
    `INSERT INTO assignment_concerns (assignment_id, entity_type, entity_id) VALUES (@assignmentId, @type, @id)
     ON CONFLICT DO NOTHING`,
  );
  const select = db.prepare<[string], AssignmentState>(
    `SELECT ${stateColumns} FROM assignments WHERE assignment_id = ?`,
  );
  const update = db.prepare<[AssignmentState]>(
    `UPDATE assignments SET status = @status, status_at = @statusAt, completed_at = @completedAt,
       declined_at = @declinedAt, version = @version
     WHERE assignment_id = @assignmentId`,
  );
  const cross = db.prepare(
    `INSERT INTO threshold_crossings (seq, event_id, recipient_id, reached, completed, threshold, at)
     VALUES (@seq, @eventId, @recipientId, @reached, @completed, @threshold, @at)`,
  );

  function begin(event: StoredEvent): void {
    const state = dispatched(event);
    if (!state) return;
    insert.run(state);
    const { assignmentId } = state;
    const { assets, cases } = dispatchedForm.parse(event.data);
    for (const { assetId: id } of assets) concern.run({ assignmentId, type: 'asset', id });
    for (const { caseId: id } of cases) concern.run({ assignmentId, type: 'case', id });
  }

  function proceed(event: StoredEvent): void {
    const state = select.get(event.streamId);
    if (state) update.run(afterStep(state, event));
  }

  return {
    take(event: StoredEvent): void {
      const { streamType, streamId, type, data, eventId, recordedAt: at, seq } = event;
      if (type === 'THRESHOLD_REACHED' || type === 'THRESHOLD_LOST') {
        const read = crossing.safeParse(data);
        const reached = type === 'THRESHOLD_REACHED' ? 1 : 0;
        if (read.success) cross.run({ seq, eventId, recipientId: streamId, reached, ...read.data, at });
      }
      if (streamType !== 'assignment') return;
      if (type === 'ASSIGNMENT_DISPATCHED') begin(event);
      else proceed(event);
    },

    clear(): void {
      db.exec('DELETE FROM assignments; DELETE FROM assignment_concerns; DELETE FROM threshold_crossings');
    },
  };
}
