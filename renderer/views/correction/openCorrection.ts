import type { Wanted } from '../../state/correcting.ts';
import { appStore } from '../../state/useApp.ts';

/**
 * Opens the dialog that corrects events: one, or several in one act (the lines of a handover, of an import). For
 * admins; whoever else asks is refused by main. What cannot be corrected is named there.
 *
 * @param eventIds  their last versions, or earlier ones: the dialog takes the last
 */
export function openCorrection(eventIds: readonly string[]): void {
  appStore.getState().beginCorrection(eventIds.map((eventId) => ({ eventId })));
}

/** The same, where it is known already what the fields should say: two slots that were exchanged. */
export function openCorrectionWith(wanted: readonly Wanted[]): void {
  appStore.getState().beginCorrection(wanted);
}
