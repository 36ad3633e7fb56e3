import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
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
  const setLine = (at: number, change: { readonly name?: string; readonly value?: string }): void =>
    onChange({ ...value, attributes: attributes.map((line, i) => (i === at ? { ...line, ...change } : line)) });
  const { details } = words.assets;
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
      <fieldset className={css.attributes}>
        <legend>{details.attributes}</legend>
        {attributes.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own before it is typed
          <div key={at} className={css.line}>
            <TextInput
              aria-label={details.attributeName(at + 1)}
              placeholder={details.namePlaceholder}
              value={line.name}
              maxLength={120}
              onChange={(event) => setLine(at, { name: event.currentTarget.value })}
            />
            <TextInput
              aria-label={details.attributeValue(line.name || String(at + 1))}
              value={line.value}
              maxLength={4000}
              onChange={(event) => setLine(at, { value: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={details.removeAttribute(line.name || String(at + 1))}
              onClick={() => onChange({ ...value, attributes: attributes.filter((_, i) => i !== at) })}
            >
              <span aria-hidden="true">×</span>
            </ActionIcon>
          </div>
        ))}
        {error('attributes') && <p className="bad">{error('attributes')}</p>}
        <div>
          <Button onClick={() => onChange({ ...value, attributes: [...attributes, { name: '', value: '' }] })}>
            {details.addAttribute}
          </Button>
        </div>
      </fieldset>
    </>
  );
}
