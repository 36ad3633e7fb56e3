import type { Change } from '../../shared/event.ts';
import type { RowFinding } from '../../shared/import/importAnswer.ts';
import type { Choice } from '../../shared/import/importForm.ts';
import type { PlannedCommand, PlannedRow } from './plan.ts';

/** What was chosen for the row of a line; null: nothing yet. */
export type ChoiceOf = (line: number) => Choice | null;

/**
 * A row about something that the store has: the same, or what is to become of the difference. As long as nobody chose,
 * the row is refused and its changes say what differs.
 *
 * @param command  takes over what the row says
 */
export function reconciled(
  row: Pick<PlannedRow, 'line' | 'name' | 'warnings'>,
  changes: readonly Change[],
  choice: Choice | null,
  { refusal, command }: { refusal(): RowFinding; command(): PlannedCommand },
): PlannedRow {
  const base = { ...row, changes, problem: null, command: null };
  if (changes.length === 0) return { ...base, action: 'same' };
  if (choice === 'keep') return { ...base, action: 'keep' };
  if (choice === 'theirs') return { ...base, action: 'change', command: command() };
  return { ...base, action: 'error', problem: refusal() };
}

/** What a row says otherwise than the store; where it says nothing, nothing differs. Absent and empty are the same. */
export function saidOtherwise(
  said: Readonly<Record<string, string | null | undefined>>,
  known: Readonly<Record<string, string | null | undefined>>,
): readonly Change[] {
  return Object.entries(said).flatMap(([field, after]) => {
    const before = known[field] || null;
    return !after || after === before ? [] : [{ field, before, after }];
  });
}
