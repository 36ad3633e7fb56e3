import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { condition } from '../../../../shared/contract/fields.ts';
import { words } from '../../../../shared/uiWords.ts';
import { useKeptChoice } from '../../../parts/useKeptChoice.tsx';
import { useAnswer } from '../../../state/useApp.ts';
import { ActDialog } from './ActDialog.tsx';
import type { Fields } from './fieldError.ts';

interface InspectActProps {
  readonly tag: string;
  readonly onClose: (done: boolean) => void;
}

const { inspect } = words.assets.acts;
const FIELDS: Fields = ['condition', 'seal'];
const KEPT = condition.nullable();

/** Records the condition an asset was found in, and the number of a seal on it. */
export function InspectAct({ tag, onClose }: InspectActProps) {
  const { value: asset } = useAnswer('asset.get', { tag });
  const [found, setFound] = useState<z.infer<typeof KEPT>>(null);
  const [seal, setSeal] = useState('');
  const kept = useKeptChoice(inspect.condition, found, setFound, KEPT);
  return (
    <ActDialog
      title={inspect.title(tag)}
      lead={asset?.condition ? inspect.lead(words.assets.conditions[asset.condition] ?? asset.condition) : undefined}
      command={
        asset && found !== null
          ? { command: 'asset.inspect', tag, condition: found, ...(seal.trim() === '' ? {} : { seal: seal.trim() }) }
          : null
      }
      confirm={inspect.confirm}
      done={inspect.done(tag)}
      fields={FIELDS}
      noted
      onClose={onClose}
    >
      {(error) => (
        <>
          {kept.field}
          <Select
            data-autofocus
            label={inspect.condition}
            placeholder={inspect.choose}
            data={condition.options.map((value) => ({ value, label: words.assets.conditions[value] ?? value }))}
            value={found}
            onChange={(name) => {
              setFound(KEPT.parse(name));
              kept.chosen();
            }}
            allowDeselect={false}
            error={error('condition')}
          />
          <TextInput
            label={inspect.seal}
            value={seal}
            maxLength={80}
            onChange={(event) => setSeal(event.currentTarget.value)}
            error={error('seal')}
          />
        </>
      )}
    </ActDialog>
  );
}
