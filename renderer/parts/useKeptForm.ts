import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { onScanHeard } from '../scan/Scanning.tsx';
import { appStore } from '../state/useApp.ts';
import { type Fields, fieldsOf, whatDiffers, writeFields } from './formFields.ts';

export interface KeptForm {
  /** of the form element */
  readonly ref: (form: HTMLFormElement | null) => void;
  /** when what stands in it was typed, in ms since 1970 UTC; null: nothing was brought back */
  readonly since: number | null;
  /** It was sent, or is given up: nothing of it is kept. */
  forget(): void;
  /** Gives up what was brought back, and begins anew. */
  discard(): void;
}

/** Something was chosen that a hidden field holds: see `useKeptChoice`. */
export const CHOSEN = 'kept-choice';

/**
 * Keeps what is typed and chosen in a form over a crash and a restart, for the operator who typed it, until it is sent
 * or given up. The form need not know: fields are read and written in the page, by their labels. PINs are left out.
 *
 * @param name  which form, and of what; at most 200 characters, one such form at a time
 */
export function useKeptForm(name: string): KeptForm {
  const [form, ref] = useState<HTMLFormElement | null>(null);
  const [since, setSince] = useState<number | null>(null);
  const keeping = useRef<Keeping | null>(null);

  // Left while it is still in the page: afterwards its fields have no labels any more.
  useLayoutEffect(() => {
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
  const { keepDraft, flushDrafts, listDrafts } = appStore.getState();
  const address = location.hash;
  /** as it stood when it was opened */
  const before = fieldsOf(form);
  /** brought back, but its field is not there yet: the slots of a case, what a tick unfolds */
  let late: Fields = {};
  /** as it stood when it was left; its operator may be another one by now, and come back */
  let left: Fields | null = null;

  const now = (): Fields => left ?? { ...late, ...whatDiffers(fieldsOf(form), before) };
  const typed = (): void => keepDraft(name, address, now);
  const byHand = (event: Event): void => {
    if (event.isTrusted) late = {};
    typed();
  };
  const unfolding = new MutationObserver(() => {
    if (Object.keys(late).length > 0) late = writeFields(form, late);
  });
  function forget(): void {
    late = {};
    setSince(null);
    keepDraft(name, address, () => ({}));
    flushDrafts();
  }

  form.addEventListener('input', byHand);
  form.addEventListener('change', byHand);
  form.addEventListener(CHOSEN, typed);
  // What a scan fills in is no key in a field.
  const stopHearing = onScanHeard(typed);
  unfolding.observe(form, { childList: true, subtree: true });
  void listDrafts().then((all) => {
    const mine = all.find((draft) => draft.form === name);
    // Who was quicker than the disk knows better.
    if (!mine || left || Object.keys(now()).length > 0) return;
    late = mine.fields;
    late = writeFields(form, late);
    setSince(mine.savedAt);
  });

  return {
    forget,
    discard(): void {
      writeFields(form, before);
      forget();
    },
    leave(): void {
      left = now();
      form.removeEventListener('input', byHand);
      form.removeEventListener('change', byHand);
      form.removeEventListener(CHOSEN, typed);
      stopHearing();
      unfolding.disconnect();
      flushDrafts();
    },
  };
}
