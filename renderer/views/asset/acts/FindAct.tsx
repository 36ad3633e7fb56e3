import { useState } from 'react';
import { words } from '../../../../shared/uiWords.ts';
import { useAnswer } from '../../../state/useApp.ts';
import { ActDialog } from './ActDialog.tsx';
import type { Fields } from './fieldError.ts';
import { chosenSlot, NO_SLOT, type SlotChoice, SlotField } from './SlotField.tsx';

interface FindActProps {
  readonly tag: string;
  readonly onClose: (done: boolean) => void;
}

const FIELDS: Fields = ['slot'];

/** What was lost is there again; its home is proposed, and may be left out. */
export function FindAct({ tag, onClose }: FindActProps) {
  const { value: asset } = useAnswer('asset.get', { tag });
  const [own, setOwn] = useState<SlotChoice | null>(null);
  const choice = own ?? asset?.home ?? NO_SLOT;
  const slot = chosenSlot(choice);
  const { find } = words.assets.acts;
  // A case without a slot is half a choice.
  const whole = slot !== null || choice.case === null;
  return (
    <ActDialog
      title={find.title(tag)}
      lead={find.lead}
      command={
        asset && whole
          ? { command: 'asset.find', tag, ...(slot ? { slot } : {}), expectedVersion: asset.version }
          : null
      }
      confirm={find.confirm}
      done={find.done(tag)}
      fields={FIELDS}
      previewed
      noted
      onClose={onClose}
    >
      {(error) => <SlotField value={choice} onChange={setOwn} error={error('slot')} optional autoFocus />}
    </ActDialog>
  );
}
