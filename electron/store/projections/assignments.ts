import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { dispatchedForm, statusOf } from '../../../shared/assignment/assignment.ts';
import type { StoredEvent } from '../../../shared/event.ts';
import { parseInstant } from '../../../shared/time.ts';

const crossing = z.object({ completed: z.int(), threshold: z.int() });

/** Where each assignment stands, what it concerns, and who crossed the threshold; the only module that writes them. */
export function openAssignments(db: Database) {
  const insert = db.prepare(
    `INSERT INTO assignments (assignment_id, title, recipient_id, dispatched_by, dispatched_at, status, status_at,
       completed_at, due_at, declined_at, refers_to, text_hash, version)
     VALUES (@assignmentId, @title, @recipientId, @dispatchedBy, @at, 'dispatched', @at, NULL, @dueAt, NULL, @refersTo,
       @textHash, @seq)
     ON CONFLICT DO NOTHING`,
  );
  const concern = db.prepare(
    `INSERT INTO assignment_concerns (assignment_id, entity_type, entity_id) VALUES (@assignmentId, @type, @id)
     ON CONFLICT DO NOTHING`,
  );
  const step = db.prepare(
    `UPDATE assignments SET status = @status, status_at = @at, completed_at = @completedAt, version = @seq,
       declined_at = CASE WHEN @answers THEN NULL ELSE declined_at END
     WHERE assignment_id = @assignmentId`,
  );
  const decline = db.prepare(
    'UPDATE assignments SET declined_at = @at, version = @seq WHERE assignment_id = @assignmentId',
  );
  const touch = db.prepare('UPDATE assignments SET version = @seq WHERE assignment_id = @assignmentId');
  const cross = db.prepare(
    `INSERT INTO threshold_crossings (seq, event_id, recipient_id, reached, completed, threshold, at)
     VALUES (@seq, @eventId, @recipientId, @reached, @completed, @threshold, @at)`,
  );

  function dispatch({ streamId: assignmentId, data, actorId, recordedAt: at, seq }: StoredEvent): void {
    // What a stranger wrote past the triggers may say anything, or be there twice: `verify` names it, and no row is made.
    const read = dispatchedForm.safeParse(data);
    if (!read.success || actorId === null) return;
    const { title, recipientId, dueAt, refersTo = null, textHash, assets, cases } = read.data;
    const due = dueAt === undefined ? null : (parseInstant(dueAt)?.at ?? null);
    insert.run({ assignmentId, title, recipientId, dispatchedBy: actorId, at, dueAt: due, refersTo, textHash, seq });
    for (const { assetId: id } of assets) concern.run({ assignmentId, type: 'asset', id });
    for (const { caseId: id } of cases) concern.run({ assignmentId, type: 'case', id });
  }

  function takeStep({ streamId: assignmentId, type, recordedAt: at, seq }: StoredEvent): void {
    const status = statusOf[type];
    if (status) {
      // Whoever takes it on after all has taken their "no" back, and a cancelled one needs no answer.
      const answers = status === 'acknowledged' || status === 'completed' || status === 'cancelled' ? 1 : 0;
      step.run({ assignmentId, status, at, completedAt: status === 'completed' ? at : null, answers, seq });
    } else if (type === 'EVENT_DECLINED') decline.run({ assignmentId, at, seq });
    else touch.run({ assignmentId, seq });
  }

  return {
    take(event: StoredEvent): void {
      const { streamType, streamId: recipientId, type, data, eventId, recordedAt: at, seq } = event;
      if (type === 'THRESHOLD_REACHED' || type === 'THRESHOLD_LOST') {
        const read = crossing.safeParse(data);
        const reached = type === 'THRESHOLD_REACHED' ? 1 : 0;
        if (read.success) cross.run({ seq, eventId, recipientId, reached, ...read.data, at });
      }
      if (streamType !== 'assignment') return;
      if (type === 'ASSIGNMENT_DISPATCHED') dispatch(event);
      else takeStep(event);
    },

    clear(): void {
      db.exec('DELETE FROM assignments; DELETE FROM assignment_concerns; DELETE FROM threshold_crossings');
    },
  };
}
