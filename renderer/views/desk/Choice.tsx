import { useId } from 'react';
import css from './Choice.module.css';

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  /** null: none of them */
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly autoFocus?: boolean;
}

/** One of a few, all in sight: radio buttons as large as a finger in a glove. */
export function Choice<V extends string>({ label, options, value, onChange, autoFocus = false }: ChoiceProps<V>) {
  const name = useId();
  const first = value ?? options[0]?.value;
  return (
    <fieldset className={css.choice}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={css.option}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            // biome-ignore lint/a11y/noAutofocus: what was just opened, by whoever opened it
            autoFocus={autoFocus && option.value === first}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
