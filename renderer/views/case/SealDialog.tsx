import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { useScans } from '../../scan/useScans.ts';
import { ActDialog } from '../asset/acts/ActDialog.tsx';
import type { Fields } from '../asset/acts/fieldError.ts';
import css from './Case.module.css';

interface SealDialogProps {
  readonly box: CaseAnswer;
  readonly onClose: (done: boolean) => void;
}

const FIELDS: Fields = ['seal', 'reason'];

/** Seals an open case, or unseals a sealed one. Another number than was applied is said before it is recorded. */
export function SealDialog({ box, onClose }: SealDialogProps) {
  // Whether it seals or unseals is settled when it opens: afterwards the same form would say the opposite.
  const [applied] = useState(box.seal);
  const { code, version } = box;
  const [seal, setSeal] = useState('');
  const [reason, setReason] = useState('');
  useScans((read) => {
    setSeal(read);
    return 'taken';
  });
  const number = seal.trim();
  const { seal: sealing, unseal } = words.case;
  const said = applied === null ? sealing : unseal;
  return (
    <ActDialog
      title={said.title(code)}
      lead={said.lead}
      command={
        number === ''
          ? null
          : {
              command: applied === null ? 'case.seal' : 'case.unseal',
              code,
              seal: number,
              ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
              expectedVersion: version,
            }
      }
      confirm={said.confirm}
      done={applied === null ? sealing.done(code, number) : unseal.done(code)}
      fields={FIELDS}
      onClose={onClose}
    >
      {(error) => (
        <>
          <TextInput
            data-autofocus
            label={sealing.number}
            value={seal}
            maxLength={80}
            error={error('seal')}
            onChange={(event) => setSeal(event.currentTarget.value)}
          />
          <div role="status" className="live">
            {applied !== null && number !== '' && number !== applied && (
              <p className={`warn ${css.said}`}>{unseal.other(applied, number)}</p>
            )}
          </div>
          <TextInput
            label={sealing.reason}
            value={reason}
            maxLength={2000}
            error={error('reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </ActDialog>
  );
}
