import { useState } from 'react';
import type { AssetAnswer } from '../../../../shared/contract/answers.ts';
import { words } from '../../../../shared/uiWords.ts';
import { useAnswer } from '../../../state/useApp.ts';
import { DetailFields } from '../DetailFields.tsx';
import { changedDetails, type Details, detailNames, detailsOf, isWhole } from '../details.ts';
import { ActDialog } from './ActDialog.tsx';
import type { Fields } from './fieldError.ts';
import { chosenSlot, NO_SLOT, type SlotChoice, SlotField } from './SlotField.tsx';

interface ChangeActProps {
  readonly tag: string;
  readonly onClose: (done: boolean) => void;
}

const { change, slotField } = words.assets.acts;
const FIELDS: Fields = [...detailNames.map((name) => `set.${name}`), 'set.attributes', 'set.home'];

/** Changes what is known of an asset, and where it belongs; never its tag, which only a correction changes. */
export function ChangeAct({ tag, onClose }: ChangeActProps) {
  const { value: asset } = useAnswer('asset.get', { tag });
  // As it stood when the form was opened: what others change meanwhile is refused, not overwritten.
  const [before, setBefore] = useState<AssetAnswer | null>(null);
  if (before === null && asset !== undefined) setBefore(asset);
  return before && <ChangeForm asset={before} onClose={onClose} />;
}

function ChangeForm({ asset, onClose }: { readonly asset: AssetAnswer } & Pick<ChangeActProps, 'onClose'>) {
  const { tag, home, version } = asset;
  const [details, setDetails] = useState<Details>(() => detailsOf(asset));
  const [chosen, setChosen] = useState<SlotChoice>(home ?? NO_SLOT);
  const to = chosenSlot(chosen);
  const moved = to?.case !== home?.case || to?.slot !== home?.slot;
  const set = { ...changedDetails(detailsOf(asset), details), ...(moved ? { home: to } : {}) };
  const halfChosen = to === null && chosen.case !== null;
  return (
    <ActDialog
      title={change.title(tag)}
      lead={change.lead}
      command={
        halfChosen || !isWhole(details) || Object.keys(set).length === 0
          ? null
          : { command: 'asset.change', tag, set, expectedVersion: version }
      }
      confirm={change.confirm}
      done={change.done(tag)}
      fields={FIELDS}
      size="xl"
      onClose={onClose}
    >
      {(error) => (
        <>
          <DetailFields value={details} onChange={setDetails} error={(name) => error(`set.${name}`)} />
          <SlotField
            value={chosen}
            onChange={setChosen}
            caseLabel={slotField.homeCase}
            slotLabel={slotField.homeSlot}
            error={error('set.home')}
            optional
          />
        </>
      )}
    </ActDialog>
  );
}
