import { type ReactNode, useCallback, useRef } from 'react';
import type { z } from 'zod';
import { CHOSEN } from './useKeptForm.ts';

/**
 * Lets a kept form keep a choice that none of its fields holds as text: a slot, several names, a list that was scanned.
 *
 * @param name     as no other choice in the form is called
 * @param restore  takes what is brought back
 * @param form     what may be brought back
 * @returns a field that nobody sees, to be drawn inside the form, and what to call when a person has chosen
 */
export function useKeptChoice<T>(
  name: string,
  value: T,
  restore: (value: T) => void,
  form: z.ZodType<T>,
): { readonly field: ReactNode; readonly chosen: () => void } {
  const hidden = useRef<HTMLInputElement>(null);
  // Read when the form settles, by which time what was chosen is drawn.
  const chosen = useCallback(() => void hidden.current?.dispatchEvent(new Event(CHOSEN, { bubbles: true })), []);
  const field = (
    <input
      ref={hidden}
      type="hidden"
      data-kept={`choice: ${name}`}
      value={JSON.stringify(value)}
      onInput={({ currentTarget }) => {
        const read = form.safeParse(JSON.parse(currentTarget.value));
        if (read.success) restore(read.data);
      }}
    />
  );
  return { field, chosen };
}
