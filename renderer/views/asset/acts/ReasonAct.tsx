import { useState } from 'react';
import type { AssetAnswer } from '../../../../shared/contract/answers.ts';
import { words } from '../../../../shared/uiWords.ts';
import { ReasonField } from '../../../parts/ReasonField.tsx';
import type { CommandRequest } from '../../../state/store.ts';
import { useAnswer } from '../../../state/useApp.ts';
import { ActDialog } from './ActDialog.tsx';
import type { Fields } from './fieldError.ts';

interface ReasonActProps {
  readonly act: 'vacate' | 'lose' | 'retire';
  readonly tag: string;
  readonly onClose: (done: boolean) => void;
}

const FIELDS: Fields = ['reason'];

/** What is done to an asset against the ordinary course: taken out of its slot by force, lost, retired. Says why. */
export function ReasonAct({ act, tag, onClose }: ReasonActProps) {
  const { value: asset } = useAnswer('asset.get', { tag });
  const [reason, setReason] = useState('');
  const said = words.assets.acts[act];
  return (
    <ActDialog
      title={said.title(tag)}
      lead={said.lead}
      command={asset ? commandOf(act, asset, reason) : null}
      confirm={said.confirm}
      done={said.done(tag)}
      grave
      previewed
      fields={FIELDS}
      onClose={onClose}
    >
      {(error) => <ReasonField value={reason} onChange={setReason} hint={said.hint} error={error('reason')} />}
    </ActDialog>
  );
}

function commandOf(act: ReasonActProps['act'], asset: AssetAnswer, reason: string): CommandRequest | null {
  const { tag, case: code, slot, version } = asset;
  if (act !== 'vacate') return { command: `asset.${act}`, tag, reason, expectedVersion: version };
  return code === null || slot === null ? null : { command: 'slot.vacate', slot: { case: code, slot }, reason };
}
