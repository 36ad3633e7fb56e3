import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { ActDialog } from '../asset/acts/ActDialog.tsx';
import type { Fields } from '../asset/acts/fieldError.ts';

interface DismissFlagProps {
  /** of the event that was flagged */
  readonly eventId: string;
  readonly onClose: () => void;
}

const FIELDS: Fields = ['reason'];

/** Answers a flag: the entry is right as it stands, and why. */
export function DismissFlag({ eventId, onClose }: DismissFlagProps) {
  const [reason, setReason] = useState('');
  const { title, lead, confirm, done, reason: label } = words.exceptions.dismissing;
  return (
    <ActDialog
      title={title}
      lead={lead}
      command={{ command: 'event.dismiss_flag', eventId, reason }}
      confirm={confirm}
      done={done}
      fields={FIELDS}
      size="md"
      onClose={onClose}
    >
      {(error) => (
        <Textarea
          data-autofocus
          label={label}
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
