import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { condition } from '../../../shared/contract/fields.ts';
import { words } from '../../../shared/uiWords.ts';
import { chosenSlot, NO_SLOT, type SlotChoice, SlotField } from '../asset/acts/SlotField.tsx';
import css from './Fields.module.css';
import { type Field, INCOMPLETE } from './fields.ts';
import { AttributesField, LabelsField, TagsField } from './LinesField.tsx';
import { MomentField } from './MomentField.tsx';
import { NameField } from './NameField.tsx';

interface FieldInputProps {
  readonly field: Field;
  /** as commands take it; INCOMPLETE while it is half typed */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** minutes from UTC, as the event was recorded */
  readonly offset: number;
  readonly error: string | null;
  /** under the field: what was recorded, once it is changed */
  readonly description: React.ReactNode;
  /** in an empty field */
  readonly blank: string;
  /** where the dialog begins */
  readonly autoFocus: boolean;
}

const text = z.string().catch('');
const slot = z.object({ case: z.string(), slot: z.number() });

/** One field of an event, filled in by whatever suits what it holds. */
export function FieldInput({ field: { name, input, erasable }, value, onChange, ...rest }: FieldInputProps) {
  const { error, offset } = rest;
  const { fields, hints } = words.correction;
  const label = fields[name];
  const hint = hints[name];
  const description = (
    <>
      {hint && <span className={css.hint}>{hint}</span>}
      {rest.description}
    </>
  );
  const common = { label, error, description };
  switch (input) {
    case 'moment':
      return (
        <MomentField
          {...common}
          value={typeof value === 'string' ? value : null}
          offset={offset}
          erasable={erasable}
          autoFocus={rest.autoFocus}
          onChange={onChange}
        />
      );
    case 'asset':
    case 'holder':
      return <NameField of={input} {...common} value={text.parse(value)} onChange={onChange} />;
    case 'slot':
      return <PlaceField {...common} value={value} erasable={erasable} onChange={onChange} />;
    case 'condition':
      return (
        <Select
          {...common}
          data={condition.options.map((option) => ({
            value: option,
            label: words.assets.conditions[option] ?? option,
          }))}
          placeholder={rest.blank}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
          clearable={erasable}
          allowDeselect={false}
        />
      );
    case 'count':
      return (
        <NumberInput
          {...common}
          min={1}
          allowDecimal={false}
          value={typeof value === 'number' ? value : ''}
          onChange={(count) => onChange(count === '' ? INCOMPLETE : Number(count))}
        />
      );
    case 'labels':
      return <LabelsField {...common} value={value} onChange={onChange} />;
    case 'tags':
      return <TagsField {...common} value={value} onChange={onChange} />;
    case 'attributes':
      return <AttributesField {...common} value={value} onChange={onChange} />;
    case 'long':
      return (
        <Textarea
          {...common}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4000}
          value={text.parse(value)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          maxLength={500}
          value={text.parse(value)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
}

interface PlaceFieldProps extends Pick<FieldInputProps, 'value' | 'onChange' | 'error' | 'description'> {
  readonly label: string;
  readonly erasable: boolean;
}

/** A slot by its case and number; with the case alone it says nothing yet. */
function PlaceField({ label, value, onChange, error, description, erasable }: PlaceFieldProps) {
  const [choice, setChoice] = useState<SlotChoice>(() => slot.safeParse(value).data ?? NO_SLOT);
  const half = choice.case !== null && choice.slot === null;
  return (
    <div>
      <SlotField
        value={half ? choice : (slot.safeParse(value).data ?? NO_SLOT)}
        onChange={(next) => {
          setChoice(next);
          onChange(next.case === null ? null : (chosenSlot(next) ?? INCOMPLETE));
        }}
        caseLabel={words.correction.caseOf(label)}
        slotLabel={words.correction.numberOf(label)}
        error={half ? words.correction.slotMissing : error}
        optional={erasable}
      />
      {description}
    </div>
  );
}
