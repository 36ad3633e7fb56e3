import type { Refused } from '../../../shared/ipc/contract.ts';
import { go, to } from '../../routes.ts';
import { useCommand } from '../../state/useApp.ts';
import { acceptancesOf, type PartyState } from './acceptances.ts';
import { receiptsOf } from './checkLines.ts';
import { afterCommit, type Draft } from './draft.ts';
import type { HandoverForm } from './handoverForm.ts';
import type { CheckedLine } from './problems.ts';

interface CommitNeeds {
  readonly draft: Draft;
  readonly change: (draft: Partial<Draft>) => void;
  readonly lines: readonly CheckedLine[];
  /** of the ready lines; null: none is, or nobody is named */
  readonly form: HandoverForm | null;
  readonly parties: readonly PartyState[];
}

/** Commits the ready lines, and shows the receipt; what was typed is done with, what stays on the list is not. */
export function useCommit({ draft, change, lines, form, parties }: CommitNeeds): {
  readonly commit: () => Promise<void>;
  readonly busy: boolean;
  readonly refused: Refused | null;
} {
  const { run, busy, refused } = useCommand();

  async function commit(): Promise<void> {
    if (form === null || busy) return;
    const acceptance = acceptancesOf(parties);
    const answer = await run({ ...form, ...(acceptance.length > 0 ? { acceptance } : {}) });
    if (!answer.ok) return;
    const gone = new Set(form.items.map(({ tag }) => tag));
    const staying = lines.filter(({ tag }) => tag === null || !gone.has(tag));
    change(
      afterCommit(
        draft,
        staying.map(({ item }) => item),
      ),
    );
    const [receipt, ...others] = receiptsOf(answer);
    if (receipt === undefined) return;
    const more = others.length > 0 ? { with: others.join(',') } : {};
    go(to('receipt', { receipt }, { done: String(staying.length), ...more }));
  }

  return { commit, busy, refused };
}
