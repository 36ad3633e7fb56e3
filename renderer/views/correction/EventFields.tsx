import { Button } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { FieldInput } from './FieldInput.tsx';
import css from './Fields.module.css';
import { differs, type Field, type FieldName } from './fields.ts';
import { valueWords } from './valueWords.ts';

interface EventFieldsProps {
  readonly fields: readonly Field[];
  /** what stands in the record; `differs`: not the same in all events */
  readonly recorded: (field: Field) => { readonly recorded: unknown; readonly differs: boolean };
  /** what was set; undefined: nobody touched it */
  readonly value: (name: FieldName) => unknown;
  readonly onChange: (name: FieldName, value: unknown) => void;
  readonly error: (name: FieldName) => string | null;
  /** minutes from UTC, as it was recorded */
  readonly offset: number;
  /** does the dialog begin here? */
  readonly begins?: boolean;
}

const { dialog, fields: names } = words.correction;

/** The fields of an event, each filled with what was recorded; a changed one says what that was. */
export function EventFields({ fields, recorded, value, onChange, error, offset, begins = false }: EventFieldsProps) {
  const [more, setMore] = useState(false);
  const blank = (field: Field): boolean =>
    field.seldom &&
    value(field.name) === undefined &&
    error(field.name) === null &&
    !recorded(field).differs &&
    isBlank(recorded(field).recorded);
  const hidden = more ? [] : fields.filter(blank);
  return (
    <>
      <div className={css.fields}>
        {fields
          .filter((field) => !hidden.includes(field))
          .map((field) => {
            const { name } = field;
            const was = recorded(field);
            const set = value(name);
            const changed = set !== undefined && (was.differs || differs(field, was.recorded, set));
            return (
              <div key={name} className={css.field} data-input={field.input} data-changed={changed || undefined}>
                <FieldInput
                  field={field}
                  value={set === undefined ? was.recorded : set}
                  offset={offset}
                  error={error(name)}
                  blank={was.differs ? dialog.differs : words.correction.blank}
                  autoFocus={begins && name === 'occurredAt'}
                  onChange={(next) => onChange(name, next)}
                  description={
                    changed ? (
                      <span className={css.was}>
                        {dialog.was(was.differs ? dialog.differs : valueWords(name, was.recorded, offset))}
                      </span>
                    ) : was.differs && field.input !== 'condition' ? (
                      <span className={css.was}>{dialog.differs}</span>
                    ) : null
                  }
                />
                {changed && (
                  <Button
                    size="compact-sm"
                    className={css.back ?? ''}
                    aria-label={dialog.putBackOf(names[name])}
                    onClick={() => onChange(name, undefined)}
                  >
                    {dialog.putBack}
                  </Button>
                )}
              </div>
            );
          })}
      </div>
      {hidden.length > 0 && (
        <div className="flush">
          <Button variant="subtle" onClick={() => setMore(true)}>
            {dialog.more}
          </Button>
        </div>
      )}
    </>
  );
}

const isBlank = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);
