import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import type { OperatorName } from '../../../shared/ipc/contract.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import { type Draft, type LineDraft, openDeskDrafts } from './draft.ts';

export const drafts = openDeskDrafts(appStore.getState);

/** Who sits at the desk; behind the lock it is still theirs. */
export function useOperator(): OperatorName | null {
  return useApp(({ session }) => (session === null || session.status === 'signed-out' ? null : session.operator));
}

/** Has what the operator typed before been read? The desk waits for it: what is typed meanwhile would take its place. */
export function useDraftsRead(): boolean {
  const operatorId = useOperator()?.operatorId ?? '';
  useEffect(() => {
    if (operatorId !== '') void drafts.read(operatorId);
  }, [operatorId]);
  return useSyncExternalStore(drafts.subscribe, () => drafts.isRead(operatorId));
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
