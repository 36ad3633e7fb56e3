import { useEffect } from 'react';
import { commandRoles } from '../../../shared/contract/commands.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import { useOperatorRole } from '../../state/useMay.ts';
import { CorrectionDialog } from './CorrectionDialog.tsx';

/** The correction that is being written, whichever view began it. Of an admin: who takes over the window finds none. */
export function Corrections() {
  const correcting = useApp((state) => state.correcting);
  const role = useOperatorRole();
  useEffect(() => () => appStore.getState().endCorrection(), []);
  // Looking back hides the dialog, and drops nothing that was typed.
  const may = role !== null && commandRoles['event.correct'].includes(role);
  return correcting && may ? <CorrectionDialog correcting={correcting} /> : null;
}
