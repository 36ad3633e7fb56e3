import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AssignmentAnswer } from '../../../shared/contract/assignmentAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { notify } from '../../parts/notify.ts';
import { StepDialog } from '../../parts/StepDialog.tsx';
import { useMay } from '../../state/useMay.ts';
import { DispatchDialog } from './DispatchDialog.tsx';
import { openStatuses } from './Waiting.tsx';

const { act, cancel, takeBack } = words.assignments;

/** What a coordinator does with an assignment that is out, and an admin with one that was completed by mistake. */
export function CoordinatorActs({ assignment }: { readonly assignment: AssignmentAnswer }) {
  const { assignmentId, status, log } = assignment;
  const [open, setOpen] = useState<'cancel' | 'again' | 'takeBack' | null>(null);
  const mayCancel = useMay('assignment.cancel') && openStatuses.includes(status);
  const mayDispatch = useMay('assignment.dispatch');
  const completed = log.find((entry) => entry.status === 'completed' && !entry.superseded);
  const mayTakeBack = useMay('event.correct') && completed !== undefined;
  const close = (): void => setOpen(null);
  const done = (sentence: string): void => {
    close();
    notify(sentence);
  };
  return (
    <>
      {mayDispatch && <Button onClick={() => setOpen('again')}>{act.again}</Button>}
      {mayCancel && (
        <Button color="red" onClick={() => setOpen('cancel')}>
          {act.cancel}
        </Button>
      )}
      {mayTakeBack && (
        <Button color="red" onClick={() => setOpen('takeBack')}>
          {act.takeBack}
        </Button>
      )}
      {open === 'again' && <DispatchDialog changes={assignment} onClose={close} />}
      {open === 'cancel' && (
        <StepDialog
          title={cancel.title}
          lead={cancel.lead}
          field={cancel.note}
          confirm={cancel.confirm}
          required
          grave
          command={(note) => ({ command: 'assignment.cancel', assignmentId, note: note ?? '' })}
          onDone={() => done(cancel.done)}
          onClose={close}
        />
      )}
      {open === 'takeBack' && completed && (
        <StepDialog
          title={takeBack.title}
          lead={takeBack.lead}
          field={takeBack.reason}
          confirm={takeBack.confirm}
          required
          grave
          happens={false}
          command={(reason) => ({
            command: 'event.correct',
            eventId: completed.id,
            set: { status: 'cancelled' },
            reason: reason ?? '',
          })}
          onDone={() => done(takeBack.done)}
          onClose={close}
        />
      )}
    </>
  );
}
