import { Textarea } from '@mantine/core';
import { words } from '../../shared/uiWords.ts';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly label?: string;
  readonly hint?: string;
  readonly error?: string | null;
}

/** Why something is done, in the person's own words: what a dialog asks first. */
export function ReasonField({
  value,
  onChange,
  label = words.assets.acts.reason,
  hint,
  error = null,
}: ReasonFieldProps) {
  return (
    <Textarea
      data-autofocus
      label={label}
      description={hint}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={2000}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
