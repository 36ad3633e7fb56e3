import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../../shared/uiWords.ts';
import { ReasonField } from '../../../parts/ReasonField.tsx';
import { useScans } from '../../../scan/useScans.ts';
import { useAnswer } from '../../../state/useApp.ts';
import { ActDialog } from './ActDialog.tsx';
import css from './Acts.module.css';
import type { Fields } from './fieldError.ts';

interface ReplaceActProps {
  readonly tag: string;
  readonly onClose: (done: boolean) => void;
}

const { replace, reason: reasonLabel } = words.assets.acts;
const FIELDS: Fields = ['replacement', 'add.serial', 'add.model', 'add', 'reason'];

/** The old one is retired, and the new one takes its slot or its holder, and its home, at the same moment. */
export function ReplaceAct({ tag, onClose }: ReplaceActProps) {
  const { value: asset } = useAnswer('asset.get', { tag });
  const [replacement, setReplacement] = useState('');
  const [isNew, setNew] = useState(false);
  const [serial, setSerial] = useState('');
  const [model, setModel] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  useScans((code) => {
    setReplacement(code);
    return 'taken';
  });
  const newModel = model ?? asset?.model ?? '';
  const add = {
    ...(newModel.trim() ? { model: newModel.trim() } : {}),
    ...(serial.trim() ? { serial: serial.trim() } : {}),
  };
  return (
    <ActDialog
      title={replace.title(tag)}
      lead={replace.lead}
      command={
        asset && replacement.trim() !== ''
          ? {
              command: 'asset.replace',
              tag,
              replacement: replacement.trim(),
              ...(isNew ? { add } : {}),
              reason,
              expectedVersion: asset.version,
            }
          : null
      }
      confirm={replace.confirm}
      done={replace.done(tag, replacement.trim())}
      fields={FIELDS}
      grave
      previewed
      onClose={onClose}
    >
      {(error) => (
        <>
          <TextInput
            data-autofocus
            label={replace.replacement}
            description={replace.hint}
            value={replacement}
            maxLength={80}
            error={error('replacement')}
            onChange={(event) => setReplacement(event.currentTarget.value)}
          />
          <Checkbox
            label={replace.isNew}
            checked={isNew}
            onChange={(event) => setNew(event.currentTarget.checked)}
            error={error('add')}
          />
          {isNew && (
            <div className={css.pair}>
              <TextInput
                label={words.asset.model}
                value={newModel}
                maxLength={200}
                error={error('add.model')}
                onChange={(event) => setModel(event.currentTarget.value)}
              />
              <TextInput
                label={words.asset.serial}
                value={serial}
                maxLength={120}
                error={error('add.serial')}
                onChange={(event) => setSerial(event.currentTarget.value)}
              />
            </div>
          )}
          <ReasonField label={reasonLabel} value={reason} onChange={setReason} error={error('reason')} />
        </>
      )}
    </ActDialog>
  );
}
