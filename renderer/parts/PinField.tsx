import { PasswordInput } from '@mantine/core';
import type { Ref } from 'react';
import { words } from '../../shared/uiWords.ts';

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (pin: string) => void;
  readonly error?: string | null;
  readonly description?: string;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A PIN: digits only, never shown unless asked for, never taken for a scan, and a scan never taken for it. */
export function PinField({ label, value, onChange, error, inputRef, ...rest }: PinFieldProps) {
  return (
    <PasswordInput
      {...rest}
      {...(inputRef ? { ref: inputRef } : {})}
      data-pin=""
      // A dialog takes the focus to what says so, else to its first button.
      data-autofocus={rest.autoFocus || undefined}
      label={label}
      value={value}
      error={error ?? null}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      placeholder={words.signIn.pinHint}
      visibilityToggleButtonProps={{ 'aria-label': words.pin.show }}
    />
  );
}
