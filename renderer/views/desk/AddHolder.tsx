import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { ActDialog } from '../asset/acts/ActDialog.tsx';

interface AddHolderProps {
  /** as it was typed into the search */
  readonly name: string;
  /** @param added  the name, once there is such a holder */
  readonly onClose: (added: string | null) => void;
}

const { addHolder } = words.desk;
const FIELDS = ['reference', 'organisation', 'contact'] as const;
const ALL = ['name', ...FIELDS] as const;

/** Somebody who receives equipment for the first time. */
export function AddHolder({ name: typed, onClose }: AddHolderProps) {
  const [name, setName] = useState(typed);
  const [more, setMore] = useState({ reference: '', organisation: '', contact: '' });
  const said = Object.entries(more).filter(([, text]) => text.trim() !== '');
  return (
    <ActDialog
      title={addHolder.title}
      command={name.trim() === '' ? null : { command: 'holder.add', name: name.trim(), ...Object.fromEntries(said) }}
      confirm={addHolder.submit}
      done={addHolder.added(name.trim())}
      fields={ALL}
      size="md"
      onClose={(done) => onClose(done ? name.trim() : null)}
    >
      {(error) => (
        <>
          <TextInput
            label={addHolder.name}
            required
            data-autofocus
            maxLength={120}
            value={name}
            error={error('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {FIELDS.map((field) => (
            <TextInput
              key={field}
              label={addHolder[field]}
              {...(field === 'reference' ? { description: addHolder.referenceHint } : {})}
              maxLength={field === 'reference' ? 120 : 200}
              value={more[field]}
              error={error(field)}
              onChange={({ currentTarget }) => setMore((all) => ({ ...all, [field]: currentTarget.value }))}
            />
          ))}
        </>
      )}
    </ActDialog>
  );
}
