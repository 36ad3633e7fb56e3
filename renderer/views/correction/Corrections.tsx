import { useEffect } from 'react';
import { commandRoles } from '../../../shared/contract/commands.ts';
import type { Role } from '../../../shared/session.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import { useOperatorRole } from '../../state/useMay.ts';
import { CorrectionDialog } from './CorrectionDialog.tsx';
import { keptCorrection, readKept } from './keptCorrection.ts';

/** The correction that is being written, whichever view began it. Of an admin: who takes over the window finds none. */
export function Corrections() {
  const correcting = useApp((state) => state.correcting);
  const role = useOperatorRole();
  useEffect(() => () => appStore.getState().endCorrection(), []);
  useTakenUp(role);
  // Looking back hides the dialog, and drops nothing that was typed.
  const may = mayCorrect(role);
  return correcting && may ? <CorrectionDialog correcting={correcting} /> : null;
}

const mayCorrect = (role: Role | null): boolean => role !== null && commandRoles['event.correct'].includes(role);

/** What was begun before the app was closed, or fell over, waits at the foot of the window. */
function useTakenUp(role: Role | null): void {
  const may = mayCorrect(role);
  useEffect(() => {
    if (!may) return;
    let left = false;
    void keptCorrection().then((kept) => {
      const read = kept === null ? null : readKept(kept);
      if (!left && kept !== null && read) appStore.getState().takeUpCorrection(read.wanted, kept);
    });
    return () => {
      left = true;
    };
  }, [may]);
}
