import { useState } from 'react';
import type { NamedEvent } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { ReasonField } from '../../parts/ReasonField.tsx';
import { kindOf } from '../correction/aboutEvent.ts';
import { ActDialog } from './acts/ActDialog.tsx';
import type { Fields } from './acts/fieldError.ts';
import { EventChange } from './EventChange.tsx';

interface FlagDialogProps {
  readonly event: NamedEvent;
  readonly onClose: (done: boolean) => void;
}

const FIELDS: Fields = ['note'];

/** Says that an entry is mistaken, and what about it. It changes nothing but that an admin looks at it. */
export function FlagDialog({ event, onClose }: FlagDialogProps) {
  const [note, setNote] = useState('');
  const { flag } = words.assets.acts;
  return (
    <ActDialog
      title={flag.title}
      lead={
        <>
          <b>
            {kindOf(event)}, {moment(event.occurredAt)}
          </b>
          <EventChange event={event} />
          {flag.lead}
        </>
      }
      command={{ command: 'event.flag', eventId: event.eventId, note }}
      confirm={flag.confirm}
      done={flag.done}
      fields={FIELDS}
      onClose={onClose}
    >
      {(error) => <ReasonField label={flag.note} value={note} onChange={setNote} error={error('note')} />}
    </ActDialog>
  );
}
