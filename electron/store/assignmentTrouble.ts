import type { EventRow } from './eventRow.ts';

/** What must come right before each step; a cancellation has rules of its own. */
const before: Readonly<Record<string, string | undefined>> = {
  ASSIGNMENT_DISPATCHED: 'nothing',
  ASSIGNMENT_DELIVERED: 'ASSIGNMENT_DISPATCHED',
  ASSIGNMENT_READ: 'ASSIGNMENT_DELIVERED',
  ASSIGNMENT_ACKNOWLEDGED: 'ASSIGNMENT_READ',
  ASSIGNMENT_COMPLETED: 'ASSIGNMENT_ACKNOWLEDGED',
};

/**
 * Holds a step of an assignment against the one before it, as migration 0001 does when it is written.
 *
 * @param last  the last step of each assignment so far, kept up to date here; null when the log is not read from its
 *   beginning, and steps cannot be judged
 * @returns the rest of a sentence that begins with "Event 12"; null when all is well
 */
export function assignmentTrouble(row: EventRow, last: Map<string, string> | null): string | null {
  const [, , , , , , streamId, type] = row;
  if (last === null || type.startsWith('EVENT_')) return null;
  const previous = last.get(streamId) ?? 'nothing';
  last.set(streamId, type);
  const legal =
    type === 'ASSIGNMENT_CANCELLED'
      ? previous !== 'nothing' &&
        previous !== 'ASSIGNMENT_CANCELLED' &&
        (previous !== 'ASSIGNMENT_COMPLETED' || row[23] !== null)
      : before[type] === previous;
  return legal ? null : `is no step that an assignment can take after ${words(previous)}.`;
}

const words = (type: string): string =>
  type === 'nothing' ? 'nothing' : type.slice('ASSIGNMENT_'.length).toLowerCase();
