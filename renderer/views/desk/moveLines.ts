import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { notify } from '../../parts/notify.ts';
import { appStore } from '../../state/useApp.ts';
import type { CheckedLine } from './problems.ts';
import { drafts } from './useDraft.ts';

/** Takes lines off a queue. @returns the first refusal; null: all are off */
export async function removeLines(kind: HandoverKind, lines: readonly CheckedLine[]): Promise<Refused | null> {
  const { carryOut } = appStore.getState();
  for (const { item } of lines) {
    const answer = await carryOut({ command: 'queue.remove', kind, item });
    // What is gone already is what was wished for.
    if (!answer.ok && answer.error.code !== 'NOT_FOUND') return answer.error;
  }
  return null;
}

/**
 * Moves lines to another queue of the same operator, as they were read. A line is taken off only when it stands in
 * the other, so that nothing scanned is ever lost in between.
 */
export async function moveLines(
  operatorId: string,
  from: HandoverKind,
  into: HandoverKind,
  lines: readonly CheckedLine[],
): Promise<Refused | null> {
  const { carryOut } = appStore.getState();
  for (const line of lines) {
    const answer = await carryOut({ command: 'queue.scan', kind: into, code: line.code });
    if (!answer.ok) return answer.error;
    const refused = await removeLines(from, [line]);
    if (refused) return refused;
  }
  if (into === 'transfer') nameParties(operatorId, lines);
  if (into === 'issue' && from === 'transfer') {
    const { to } = drafts.draft(operatorId, 'transfer');
    if (drafts.draft(operatorId, 'issue').holder === '') drafts.change(operatorId, 'issue', { holder: to });
  }
  notify(words.desk.fixes.moved(lines.length, into));
  return null;
}

/** Whoever has it now hands it on, to whom it was to be issued; names that were chosen there stay. */
function nameParties(operatorId: string, lines: readonly CheckedLine[]): void {
  const { holder, to } = drafts.draft(operatorId, 'transfer');
  const receiver = drafts.draft(operatorId, 'issue').holder;
  const giver = lines.find(({ custody }) => custody?.holder)?.custody?.holder ?? '';
  drafts.change(operatorId, 'transfer', { holder: holder || giver, to: to || receiver });
}
