import { useState } from 'react';
import type { SlotJson } from '../../../../shared/contract/answers.ts';
import { words } from '../../../../shared/uiWords.ts';
import { custodyWords } from '../../../frame/custodyWords.ts';
import { useAnswer } from '../../../state/useApp.ts';
import { ActDialog } from './ActDialog.tsx';
import type { Fields } from './fieldError.ts';
import { chosenSlot, NO_SLOT, type SlotChoice, SlotField } from './SlotField.tsx';

interface PutActProps {
  readonly tag: string;
  /** where to, if that was pointed at already */
  readonly to?: SlotJson | null;
  readonly onClose: (done: boolean) => void;
}

const FIELDS: Fields = ['slot'];

/** Puts an asset into a slot: a move out of another one, or a placing of what lay about. Previewed, then confirmed. */
export function PutAct({ tag, to = null, onClose }: PutActProps) {
  const { value: asset } = useAnswer('asset.get', { tag });
  const [choice, setChoice] = useState<SlotChoice>(to ?? NO_SLOT);
  const slot = chosenSlot(choice);
  const placing = asset?.status === 'unplaced';
  const { move, place } = words.assets.acts;
  const said = placing ? place : move;
  return (
    <ActDialog
      title={said.title(tag)}
      lead={asset && said.lead(custodyWords(asset), asset.model)}
      command={
        slot && asset
          ? { command: placing ? 'asset.place' : 'asset.move', tag, slot, expectedVersion: asset.version }
          : null
      }
      confirm={said.confirm}
      done={slot ? said.done(tag, words.custody.inSlot(slot.case, slot.slot)) : ''}
      fields={FIELDS}
      previewed
      ready={to !== null}
      onClose={onClose}
    >
      {(error) => (
        <SlotField
          value={choice}
          onChange={setChoice}
          caseLabel={words.assets.acts.slotField.toCase}
          slotLabel={words.assets.acts.slotField.toSlot}
          error={error('slot')}
          autoFocus={to === null}
        />
      )}
    </ActDialog>
  );
}
