import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import css from './Case.module.css';
import { labelsFault, readLabels } from './labels.ts';

/** A case as a form holds it. */
export interface CaseForm {
  readonly name: string;
  readonly place: string;
  readonly slots: number;
  /** one a line */
  readonly labels: string;
}

interface CaseFieldsProps {
  readonly value: CaseForm;
  readonly onChange: (change: Partial<CaseForm>) => void;
  readonly error: (field: 'name' | 'place' | 'slots' | 'labels') => string | null;
}

const MOST_SLOTS = 1000;

/** Name, place, slots and labels, for adding a case and for changing one. */
export function CaseFields({ value, onChange, error }: CaseFieldsProps) {
  const { change } = words.case;
  const labels = readLabels(value.labels);
  return (
    <>
      <div className={css.fields}>
        <TextInput
          label={change.name}
          value={value.name}
          maxLength={120}
          error={error('name')}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          label={change.place}
          description={change.placeHint}
          value={value.place}
          maxLength={200}
          error={error('place')}
          onChange={(event) => onChange({ place: event.currentTarget.value })}
        />
        <NumberInput
          label={change.slots}
          value={value.slots}
          min={1}
          max={MOST_SLOTS}
          allowDecimal={false}
          error={error('slots')}
          onChange={(slots) => onChange({ slots: Number(slots) })}
        />
      </div>
      <Textarea
        label={change.labels}
        description={change.labelsHint}
        autosize
        minRows={3}
        maxRows={12}
        value={value.labels}
        error={labels.ok ? error('labels') : labelsFault(labels)}
        onChange={(event) => onChange({ labels: event.currentTarget.value })}
      />
    </>
  );
}
