import { words } from '../../shared/uiWords.ts';
import { notify } from '../parts/notify.ts';
import { StepDialog } from '../parts/StepDialog.tsx';

interface AcknowledgeRestoreProps {
  readonly eventId: string;
  readonly onClose: () => void;
}

/** An admin says what was done about what a restore left out. */
export function AcknowledgeRestore({ eventId, onClose }: AcknowledgeRestoreProps) {
  const say = words.backup.notice;
  return (
    <StepDialog
      title={say.dialog}
      lead={say.dialogLead}
      field={say.reason}
      confirm={say.confirm}
      required
      command={(reason) => ({ command: 'store.acknowledge_restore', eventId, reason: reason ?? '' })}
      onDone={() => {
        notify(say.done);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
