import { Button } from '@mantine/core';
import { useState } from 'react';
import type { EventAnswer } from '../../../shared/contract/answers.ts';
import type { Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { Refused } from '../../parts/Refused.tsx';
import { go, to } from '../../routes.ts';
import { askQuery } from '../../state/useApp.ts';

/** Where an event is shown; null: nowhere, as those of the store itself. */
function addressOfEvent({ streamType, entity, streamId, eventId }: EventAnswer): string | null {
  const query = { event: eventId };
  switch (streamType) {
    case 'asset':
      return to('asset', { tag: entity ?? streamId }, query);
    case 'case':
      return entity === null ? null : to('case', { code: entity }, query);
    case 'holder':
      return entity === null ? null : to('holder', { name: entity }, query);
    case 'handover':
      return entity === null ? null : to('receipt', { receipt: entity });
    case 'assignment':
      return to('assignment', { assignmentId: streamId }, query);
    default:
      return to('audit');
  }
}

interface OpenEventProps {
  readonly eventId: string;
  readonly label: string;
}

/** A button that leads to the place where an event is shown. */
export function OpenEvent({ eventId, label }: OpenEventProps) {
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [nowhere, setNowhere] = useState(false);

  async function open(): Promise<void> {
    const answer = await askQuery('event.get', { eventId });
    if (!answer.ok) {
      setRefused(answer.error);
      return;
    }
    const address = addressOfEvent(answer.value);
    if (address === null) setNowhere(true);
    else go(address);
  }

  return (
    <div>
      <Button onClick={() => void open()}>{label}</Button>
      {nowhere && <div role="status">{words.admin.store.noEvent}</div>}
      <Refused refused={refused} />
    </div>
  );
}
