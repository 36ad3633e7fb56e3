import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CaseAnswer } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
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
      {(error) => (
        <Textarea
          data-autofocus
          label={words.assets.acts.reason}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={reason}
          error={error('reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </ActDialog>
  );
}
