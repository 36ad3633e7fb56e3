import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { words } from '../../shared/uiWords.ts';
import { localField, offsetText } from '../format.ts';
import css from './AsOf.module.css';

interface MomentFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** ms; null: begins at now */
  readonly from: number | null;
  /** what the button says */
  readonly submit: string;
  /** @param at  ms, past */
  readonly onChoose: (at: number) => void;
}

/** A date and time of the past, in the laptop's zone, chosen by Enter or its button. */
export function MomentField({ label, hint, from, submit, onChoose }: MomentFieldProps) {
  const [text, setText] = useState(() => localField(from ?? Date.now()));
  const [error, setError] = useState<string | null>(null);
  // A field without a zone is read in that of the laptop.
  const chosen = new Date(text);

  function choose(event: FormEvent): void {
    event.preventDefault();
    const at = chosen.getTime();
    if (Number.isNaN(at)) setError(words.asOf.incomplete);
    else if (at > Date.now()) setError(words.asOf.future);
    else onChoose(at);
  }

  const offset = offsetText(-(Number.isNaN(chosen.getTime()) ? new Date() : chosen).getTimezoneOffset());
  return (
    <form className={css.form} noValidate onSubmit={choose}>
      <TextInput
        type="datetime-local"
        label={label}
        description={[hint, words.asOf.hint(offset)].filter(Boolean).join(' ')}
        value={text}
        error={error}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setError(null);
        }}
      />
      <Button type="submit">{submit}</Button>
    </form>
  );
}
