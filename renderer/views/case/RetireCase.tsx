import { useState } from 'react';
import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { ReasonField } from '../../parts/ReasonField.tsx';
import { ActDialog } from '../asset/acts/ActDialog.tsx';
import type { Fields } from '../asset/acts/fieldError.ts';

interface RetireCaseProps {
  readonly box: CaseAnswer;
  readonly onClose: (done: boolean) => void;
}

const FIELDS: Fields = ['reason'];

/** Takes an empty case out of use. */
export function RetireCase({ box, onClose }: RetireCaseProps) {
  const [reason, setReason] = useState('');
  const { code, version } = box;
  const { retire } = words.case;
  return (
    <ActDialog
      title={retire.title(code)}
      lead={retire.lead}
      command={{ command: 'case.retire', code, reason, expectedVersion: version }}
      confirm={retire.confirm}
      done={retire.done(code)}
      fields={FIELDS}
      grave
      onClose={onClose}
    >
      {(error) => <ReasonField value={reason} onChange={setReason} error={error('reason')} />}
    </ActDialog>
  );
}
