import { words } from '../../shared/uiWords.ts';
import { notify } from '../parts/notify.ts';
import { PinDialog } from '../parts/PinDialog.tsx';
import { appStore } from '../state/useApp.ts';
import { Entry } from './Entry.tsx';
import { NewRecoveryCode } from './NewRecoveryCode.tsx';

/** After the first run, and after a code was used: a new one, before anything else. */
export function RecoveryCode() {
  const { recovery } = words.admin;
  const { setCodeDue } = appStore.getState();
  return (
    <Entry title={recovery.title}>
      <p className="quiet">{recovery.firstRun}</p>
      <NewRecoveryCode
        // Without a code there is still Admin, where it is said that there is none.
        onGone={() => setCodeDue(false)}
        onDone={() => {
          setCodeDue(false);
          notify(recovery.done);
        }}
      />
      <PinDialog />
    </Entry>
  );
}
