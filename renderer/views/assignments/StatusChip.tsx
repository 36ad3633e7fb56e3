import type { AssignmentStatus } from '../../../shared/assignment/assignment.ts';
import { words } from '../../../shared/uiWords.ts';

const tones: Readonly<Record<AssignmentStatus, string | undefined>> = {
  dispatched: 'warn',
  delivered: 'warn',
  read: 'accent',
  acknowledged: 'accent',
  completed: 'ok',
  cancelled: undefined,
};

/** The state of an assignment in a word or two. */
export function StatusChip({ status }: { readonly status: AssignmentStatus }) {
  return (
    <span className="chip" data-tone={tones[status]}>
      {words.assignments.status[status]}
    </span>
  );
}

/** What a coordinator must not miss: it is late, or was declined. */
export function Marks({ overdue, declined }: { readonly overdue: boolean; readonly declined: boolean }) {
  return (
    <>
      {overdue && (
        <span className="chip" data-tone="bad">
          {words.assignments.overdue}
        </span>
      )}
      {declined && (
        <span className="chip" data-tone="bad">
          {words.assignments.declined}
        </span>
      )}
    </>
  );
}
