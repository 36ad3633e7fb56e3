import { useCallback, useSyncExternalStore } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { OperatorName } from '../../../shared/ipc/contract.ts';
import { useApp } from '../../state/useApp.ts';
import { type Draft, type LineDraft, openDrafts } from './draft.ts';

export const drafts = openDrafts(globalThis.localStorage);

/** Who sits at the desk; behind the lock it is still theirs. */
export function useOperator(): OperatorName | null {
  return useApp(({ session }) => (session === null || session.status === 'signed-out' ? null : session.operator));
}

/** What the operator has typed of a handover of this kind, and how to change some of it. */
export function useDraft(kind: HandoverKind): readonly [Draft, (some: Partial<Draft>) => void] {
  const operatorId = useOperator()?.operatorId ?? '';
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.draft(operatorId, kind));
  const change = useCallback((some: Partial<Draft>) => drafts.change(operatorId, kind, some), [operatorId, kind]);
  return [draft, change];
}

/** How to say something of one line; always the same function, so that no other line is drawn again. */
export function useSay(kind: HandoverKind): (item: string, said: LineDraft) => void {
  const operatorId = useOperator()?.operatorId ?? '';
  return useCallback(
    (item: string, said: LineDraft) => {
      const { lines } = drafts.draft(operatorId, kind);
      drafts.change(operatorId, kind, { lines: { ...lines, [item]: said } });
    },
    [operatorId, kind],
  );
}
