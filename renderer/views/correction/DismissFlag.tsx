import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { ActDialog } from '../asset/acts/ActDialog.tsx';
import type { Fields } from '../asset/acts/fieldError.ts';

interface DismissFlagProps {
  /** of the event that was flagged */
  readonly eventId: string;
  readonly onClose: (done: boolean) => void;
}

const { flags } = words.correction;
const FIELDS: Fields = ['reason'];

/** Answers a flag: the entry is right as it stands, and why. */
export function DismissFlag({ eventId, onClose }: DismissFlagProps) {
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={flags.dismissTitle}
      lead={flags.dismissLead}
      command={{ command: 'event.dismiss_flag', eventId, reason }}
      confirm={flags.dismissConfirm}
      done={flags.dismissed}
      fields={FIELDS}
      onClose={onClose}
    >
      {(error) => (
        <Textarea
          data-autofocus
          label={flags.answer}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={reason}
          error={error('reason')}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </ActDialog>
  );
}
