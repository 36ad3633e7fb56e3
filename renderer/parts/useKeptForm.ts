import { useCallback, useEffect, useRef, useState } from 'react';
import { appStore, main } from '../state/useApp.ts';
import { type Fields, fieldsOf, whatDiffers, writeFields } from './formFields.ts';

/** ms of quiet after the last key until what was typed is on the disk */
const SETTLES_MS = 400;

export interface KeptForm {
  /** of the form element */
  readonly ref: (form: HTMLFormElement | null) => void;
  /** when the text that stands in it was typed, in ms since 1970 UTC; null: nothing was brought back */
  readonly since: number | null;
  /** It was sent, or is given up: nothing of it is kept. */
  forget(): void;
  /** Gives up what was brought back, and begins anew. */
  discard(): void;
}

/**
 * Keeps the text in a form over a crash and a restart, for the operator who typed it, until it is sent or given up. The
 * form need not know: fields are read and written in the page, by their labels. PINs and lists to choose from are left out.
 *
 * @param name  which form, and of what; at most 200 characters, one such form at a time
 */
export function useKeptForm(name: string): KeptForm {
  const [form, ref] = useState<HTMLFormElement | null>(null);
  const [since, setSince] = useState<number | null>(null);
  const keeping = useRef<Keeping | null>(null);

  useEffect(() => {
    if (form === null) return;
    const kept = keep(form, name, setSince);
    keeping.current = kept;
    return () => {
      kept.leave();
      keeping.current = null;
    };
  }, [form, name]);

  const forget = useCallback(() => keeping.current?.forget(), []);
  const discard = useCallback(() => keeping.current?.discard(), []);
  return { ref, since, forget, discard };
}

type Keeping = ReturnType<typeof keep>;

function keep(form: HTMLFormElement, name: string, setSince: (at: number | null) => void) {
  const who = operatorNow();
  /** as it stood when it was opened */
  const before = fieldsOf(form);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** sent or given up: only what is typed afterwards counts */
  let over = false;
  let left = false;

  const save = (fields: Fields): void => {
    // Another operator may sit here by now; what was typed is not theirs.
    if (who === null || operatorNow() !== who) return;
    void main.ask('draft.save', { form: name, fields, address: location.hash });
  };
  const settle = (): void => {
    timer = undefined;
    save(whatDiffers(fieldsOf(form), before));
  };
  const typed = (): void => {
    over = false;
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLES_MS);
  };
  function forget(): void {
    over = true;
    clearTimeout(timer);
    timer = undefined;
    setSince(null);
    save({});
  }

  form.addEventListener('input', typed);
  void main.ask('draft.list', {}).then((all) => {
    const mine = all.find((draft) => draft.form === name);
    // Who was quicker than the disk knows better.
    if (!mine || left || Object.keys(whatDiffers(fieldsOf(form), before)).length > 0) return;
    writeFields(form, mine.fields);
    setSince(mine.savedAt);
  });

  return {
    forget,
    discard(): void {
      writeFields(form, before);
      forget();
    },
    leave(): void {
      left = true;
      form.removeEventListener('input', typed);
      if (timer === undefined || over) return;
      clearTimeout(timer);
      settle();
    },
  };
}

function operatorNow(): string | null {
  const { session } = appStore.getState();
  return session?.status === 'signed-in' ? session.operator.operatorId : null;
}
