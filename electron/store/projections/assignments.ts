import type { Database } from 'better-sqlite3';
import { dispatchedForm, statusOf } from '../../../shared/assignment/assignment.ts';
import type { StoredEvent } from '../../../shared/event.ts';

/** Where each assignment stands, and what it concerns; the only module that writes them. */
export function openAssignments(db: Database) {
  const insert = db.prepare(
    `INSERT INTO assignments (assignment_id, title, recipient_id, dispatched_by, dispatched_at, status, status_at,
       completed_at, due_at, declined_at, text_hash, version)
     VALUES (@assignmentId, @title, @recipientId, @dispatchedBy, @at, 'dispatched', @at, NULL, @dueAt, NULL, @textHash,
       @seq)`,
  );
  const concern = db.prepare(
    'INSERT INTO assignment_concerns (assignment_id, entity_type, entity_id) VALUES (@assignmentId, @type, @id)',
  );
  const step = db.prepare(
    `UPDATE assignments SET status = @status, status_at = @at, completed_at = @completedAt, version = @seq
     WHERE assignment_id = @assignmentId`,
  );
  const decline = db.prepare(
    'UPDATE assignments SET declined_at = @at, version = @seq WHERE assignment_id = @assignmentId',
  );
  const touch = db.prepare('UPDATE assignments SET version = @seq WHERE assignment_id = @assignmentId');

  return {
    take({ streamType, streamId: assignmentId, type, data, actorId, recordedAt: at, seq }: StoredEvent): void {
      if (streamType !== 'assignment') return;
      if (type === 'ASSIGNMENT_DISPATCHED') {
        const { title, recipientId, dueAt, textHash, assets, cases } = dispatchedForm.parse(data);
        insert.run({
          assignmentId,
          title,
          recipientId,
          dispatchedBy: actorId,
          at,
          dueAt: dueAt === undefined ? null : Date.parse(dueAt),
          textHash,
          seq,
        });
        for (const { assetId: id } of assets) concern.run({ assignmentId, type: 'asset', id });
        for (const { caseId: id } of cases) concern.run({ assignmentId, type: 'case', id });
        return;
      }
      const status = statusOf[type];
      if (status) step.run({ assignmentId, status, at, completedAt: status === 'completed' ? at : null, seq });
      else if (type === 'EVENT_DECLINED') decline.run({ assignmentId, at, seq });
      else touch.run({ assignmentId, seq });
    },

    clear(): void {
      db.exec('DELETE FROM assignments; DELETE FROM assignment_concerns');
    },
  };
}
