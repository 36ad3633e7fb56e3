import { Textarea, TextInput } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import { AttributeLines } from '../../parts/AttributeLines.tsx';
import css from './DetailFields.module.css';
import { type DetailName, type Details, detailNames } from './details.ts';

interface DetailFieldsProps {
  readonly value: Details;
  readonly onChange: (value: Details) => void;
  /** why a field was refused, by the name it has in the command */
  readonly error: (name: DetailName | 'attributes') => string | null;
}

/** As long as the contract takes them. */
const LONGEST: Readonly<Record<DetailName, number>> = {
  model: 200,
  serial: 120,
  barcode: 80,
  manufacturer: 120,
  modelCode: 120,
  category: 120,
  notes: 4000,
};

/** What is known of an asset, as fields of a form; whatever else a list had stands in lines of name and text. */
export function DetailFields({ value, onChange, error }: DetailFieldsProps) {
  const { texts, attributes } = value;
  const setText = (name: DetailName, text: string): void => onChange({ ...value, texts: { ...texts, [name]: text } });
  return (
    <>
      <div className={css.fields}>
        {detailNames
          .filter((name) => name !== 'notes')
          .map((name) => (
            <TextInput
              key={name}
              label={words.asset[name]}
              value={texts[name]}
              maxLength={LONGEST[name]}
              error={error(name)}
              onChange={(event) => setText(name, event.currentTarget.value)}
            />
          ))}
      </div>
      <Textarea
        label={words.asset.notes}
        autosize
        minRows={1}
        maxRows={8}
        value={texts.notes}
        maxLength={LONGEST.notes}
        error={error('notes')}
        onChange={(event) => setText('notes', event.currentTarget.value)}
      />
      <AttributeLines
        legend={words.assets.details.attributes}
        lines={attributes}
        onChange={(lines) => onChange({ ...value, attributes: lines })}
        error={error('attributes')}
      />
    </>
  );
}
