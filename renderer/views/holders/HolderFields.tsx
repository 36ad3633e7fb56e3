import { TextInput } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import { type HolderField, type HolderForm, holderFields } from './holderForm.ts';

interface HolderFieldsProps {
  readonly value: HolderForm;
  readonly onChange: (value: HolderForm) => void;
  readonly error: (field: HolderField) => string | null;
}

const LONGEST: Readonly<Record<HolderField, number>> = { name: 120, reference: 120, organisation: 200, contact: 200 };

/** Name, reference, organisation and contact, for adding a holder and for changing one. */
export function HolderFields({ value, onChange, error }: HolderFieldsProps) {
  const { fields, nameHint } = words.holders;
  return (
    <>
      {holderFields.map((field) => (
        <TextInput
          key={field}
          data-autofocus={field === 'name' || undefined}
          label={fields[field]}
          description={field === 'name' ? nameHint : undefined}
          value={value[field]}
          maxLength={LONGEST[field]}
          error={error(field)}
          onChange={(event) => onChange({ ...value, [field]: event.currentTarget.value })}
        />
      ))}
    </>
  );
}
