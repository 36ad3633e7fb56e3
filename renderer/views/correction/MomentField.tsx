import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { MINUTE_MS } from '../../../shared/time.ts';
import { words } from '../../../shared/uiWords.ts';
import { offsetText } from '../../format.ts';
import css from './Fields.module.css';
import { INCOMPLETE } from './fields.ts';

interface MomentFieldProps {
  readonly label: string;
  /** RFC 3339; null: no moment */
  readonly value: string | null;
  /** minutes from UTC, as the event was recorded */
  readonly offset: number;
  /** a moment as RFC 3339 with its offset, null where it may be left empty, or INCOMPLETE */
  readonly onChange: (value: string | null | typeof INCOMPLETE) => void;
  readonly erasable: boolean;
  readonly error: string | null;
  readonly description: React.ReactNode;
  readonly autoFocus: boolean;
}

const QUARTER = 15;
/** Every offset from UTC that there is, in minutes, west to east. */
const OFFSETS = Array.from({ length: (26 * 60) / QUARTER + 1 }, (_, i) => i * QUARTER - 12 * 60).filter(
  (minutes) => minutes % 30 === 0 || [345, 525, 765].includes(minutes),
);

/** A moment by the clock of the place where it happened, to the second, with that place's offset from UTC. */
export function MomentField(props: MomentFieldProps) {
  const { label, value, onChange, erasable, error, description } = props;
  const [offset, setOffset] = useState(() => offsetIn(value) ?? props.offset);
  const [typed, setTyped] = useState<{ readonly of: string | null; readonly text: string } | null>(null);
  // What is half typed stays as it is; a value from elsewhere is shown as it is.
  const text = typed && typed.of === value ? typed.text : fieldText(value, offset);

  /** @param half  a part of it is typed already */
  function take(field: string, minutes: number, half = false): void {
    setOffset(minutes);
    const next = field === '' ? (erasable && !half ? null : INCOMPLETE) : rfc(field, minutes);
    setTyped({ of: typeof next === 'string' ? next : null, text: field });
    onChange(next);
  }

  return (
    <div className={css.moment}>
      <TextInput
        type="datetime-local"
        step={1}
        data-autofocus={props.autoFocus || undefined}
        label={label}
        description={description}
        value={text}
        error={error}
        onChange={({ currentTarget }) => take(currentTarget.value, offset, currentTarget.validity.badInput)}
        {...(erasable && text !== ''
          ? {
              rightSection: (
                <CloseButton size="lg" aria-label={words.correction.clear(label)} onClick={() => take('', offset)} />
              ),
            }
          : {})}
      />
      <NativeSelect
        aria-label={words.correction.offsetOf(label)}
        value={String(offset)}
        data={[...new Set([...OFFSETS, offset])]
          .sort((a, b) => a - b)
          .map((minutes) => ({ value: String(minutes), label: `UTC${offsetText(minutes)}` }))}
        onChange={(event) => take(text, Number(event.currentTarget.value))}
      />
    </div>
  );
}

const OFFSET = /([+-])(\d\d):(\d\d)$/;

/** The offset that a moment itself names, in minutes; null: it is told in UTC. */
function offsetIn(value: string | null): number | null {
  const [, sign, hours, minutes] = OFFSET.exec(value ?? '') ?? [];
  return sign === undefined ? null : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** As a date and time field takes it, by the clock at that offset. */
function fieldText(value: string | null, offset: number): string {
  if (value === null || Number.isNaN(Date.parse(value))) return '';
  const text = new Date(Date.parse(value) + offset * MINUTE_MS).toISOString().slice(0, 19);
  // The field itself leaves whole minutes without their seconds.
  return text.endsWith(':00') ? text.slice(0, 16) : text;
}

const rfc = (field: string, offset: number): string =>
  `${field.length === 16 ? `${field}:00` : field}${offsetText(offset)}`;
