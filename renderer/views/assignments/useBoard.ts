import type { AssignmentStatus } from '../../../shared/assignment/assignment.ts';
import type { Page } from '../../../shared/contract/answers.ts';
import type { AssignmentRow } from '../../../shared/contract/assignmentAnswers.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { useAnswer } from '../../state/useApp.ts';

export interface BoardFilters {
  readonly recipient?: string;
  /** tag or code */
  readonly concerns?: string;
}

export interface BoardGroup {
  readonly status: AssignmentStatus;
  readonly rows: readonly AssignmentRow[];
  readonly total: number;
}

/** The most that one list answers at once. */
export const MOST_ROWS = 1000;

/**
 * Everybody's assignments by state: what is open oldest first, since that is what to chase; what is done newest first.
 *
 * @param shown  rows of each group
 */
export function useBoard(filters: BoardFilters, shown: Readonly<Record<AssignmentStatus, number>>) {
  const ask = (status: AssignmentStatus, order: 'asc' | 'desc') =>
    ({ ...filters, status, order, limit: Math.min(MOST_ROWS, shown[status]) }) as const;
  const dispatched = useAnswer('assignment.list', ask('dispatched', 'asc'));
  const delivered = useAnswer('assignment.list', ask('delivered', 'asc'));
  const read = useAnswer('assignment.list', ask('read', 'asc'));
  const acknowledged = useAnswer('assignment.list', ask('acknowledged', 'asc'));
  const completed = useAnswer('assignment.list', ask('completed', 'desc'));
  const cancelled = useAnswer('assignment.list', ask('cancelled', 'desc'));
  const all = { dispatched, delivered, read, acknowledged, completed, cancelled };
  const group = (status: AssignmentStatus, value: Page<AssignmentRow> | undefined): BoardGroup => ({
    status,
    rows: value?.rows ?? [],
    total: value?.total ?? 0,
  });
  const refused: Refused | null = dispatched.refused;
  return {
    loaded: Object.values(all).every(({ value }) => value !== undefined),
    refused,
    groups: [
      group('dispatched', dispatched.value),
      group('delivered', delivered.value),
      group('read', read.value),
      group('acknowledged', acknowledged.value),
      group('completed', completed.value),
      group('cancelled', cancelled.value),
    ],
  };
}
