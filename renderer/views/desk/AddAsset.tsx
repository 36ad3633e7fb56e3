import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { ActDialog } from '../asset/acts/ActDialog.tsx';

const { addAsset } = words.desk;
const FIELDS = ['tag', 'model', 'serial'] as const;

/** Something that was scanned before anybody added it: just enough to hand it over; the rest can be added later. */
export function AddAsset({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const [model, setModel] = useState('');
  const [serial, setSerial] = useState('');
  return (
    <ActDialog
      title={addAsset.title}
      command={{
        command: 'asset.add',
        tag: code,
        ...(model.trim() === '' ? {} : { model: model.trim() }),
        ...(serial.trim() === '' ? {} : { serial: serial.trim() }),
      }}
      confirm={addAsset.submit}
      done={addAsset.done(code)}
      fields={FIELDS}
      size="md"
      onClose={onClose}
    >
      {(error) => (
        <>
          <TextInput
            label={addAsset.tag}
            description={addAsset.tagHint}
            classNames={{ input: 'tag' }}
            value={code}
            readOnly
            error={error('tag')}
          />
          <TextInput
            label={addAsset.model}
            data-autofocus
            maxLength={200}
            value={model}
            error={error('model')}
            onChange={(event) => setModel(event.currentTarget.value)}
          />
          <TextInput
            label={addAsset.serial}
            maxLength={120}
            value={serial}
            error={error('serial')}
            onChange={(event) => setSerial(event.currentTarget.value)}
          />
        </>
      )}
    </ActDialog>
  );
}
