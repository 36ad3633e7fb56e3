import { Button, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time.ts';
import { words } from '../../shared/uiWords.ts';
import { fromLocalField, localField, offsetText } from '../format.ts';
import css from './HappenedAt.module.css';
import { useKeptChoice } from './useKeptChoice.tsx';

interface HappenedAtProps {
  /** RFC 3339 with the laptop's offset, as `occurredAt` takes it; null: now */
  readonly value: string | null;
  readonly onChange: (occurredAt: string | null) => void;
}

const STEPS = [
  { label: words.happened.quarter, ms: 15 * MINUTE_MS },
  { label: words.happened.hour, ms: HOUR_MS },
  { label: words.happened.yesterday, ms: DAY_MS },
] as const;
const KEPT = z.string().max(40).nullable();

/** "Happened: now", which can be set back. Part of every form that records. */
export function HappenedAt({ value, onChange }: HappenedAtProps) {
  const labelId = useId();
  const [open, setOpen] = useState(value !== null);
  const [text, setText] = useState(() => (value === null ? '' : localField(Date.parse(value))));
  const [error, setError] = useState<string | null>(null);
  const kept = useKeptChoice(words.happened.label, value, restore, KEPT);

  function restore(occurredAt: string | null): void {
    setOpen(occurredAt !== null);
    setText(occurredAt ? localField(Date.parse(occurredAt)) : '');
    onChange(occurredAt);
  }

  function choose(field: string): void {
    setText(field);
    const chosen = fromLocalField(field);
    const wrong =
      chosen === null ? words.happened.incomplete : Date.parse(chosen) > Date.now() ? words.happened.future : null;
    setError(wrong);
    // What is wrong is handed on as it is: main refuses it, and nothing is recorded at a time that nobody chose.
    onChange(chosen ?? '');
    kept.chosen();
  }

  function backToNow(): void {
    setOpen(false);
    setError(null);
    onChange(null);
    kept.chosen();
  }

  if (!open) {
    return (
      <div className={css.line}>
        {kept.field}
        <span>
          {words.happened.label}: <b>{words.happened.now}</b>
        </span>
        <Button
          variant="subtle"
          onClick={() => {
            setOpen(true);
            choose(localField(Date.now()));
          }}
        >
          {words.happened.setBack}
        </Button>
      </div>
    );
  }
  return (
    <fieldset className={css.set} aria-labelledby={labelId}>
      {kept.field}
      <div className={css.line}>
        <span id={labelId}>{words.happened.label}</span>
        {STEPS.map(({ label, ms }) => (
          <Button key={label} onClick={() => choose(localField(Date.now() - ms))}>
            {label}
          </Button>
        ))}
        <Button variant="subtle" onClick={backToNow}>
          {words.happened.backToNow}
        </Button>
      </div>
      <TextInput
        type="datetime-local"
        label={words.happened.at}
        description={words.happened.hint(offsetText(-new Date(text === '' ? Date.now() : text).getTimezoneOffset()))}
        value={text}
        max={localField(Date.now())}
        error={error}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    </fieldset>
  );
}
