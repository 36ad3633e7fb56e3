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

/** What a form is about besides its name, where the name alone does not say it. */
export interface About {
  /** where in the window it is found again */
  readonly address: string;
  /** kept beside what was typed; a draft in which it differs is another form's */
  readonly along: Fields;
}

/**
 * Keeps what is typed and chosen in a form over a crash and a restart, for the operator who typed it, until it is sent
 * or given up. The form need not know: fields are read and written in the page, by their labels. PINs are left out.
 *
 * @param name   which form, and of what; at most 200 characters, one such form at a time
 * @param about  of a form whose name does not say it all; read when the form opens
 */
export function useKeptForm(name: string, about?: About): KeptForm {
  const [form, ref] = useState<HTMLFormElement | null>(null);
  const [since, setSince] = useState<number | null>(null);
  const keeping = useRef<Keeping | null>(null);
  const subject = useRef(about);

  // Left while it is still in the page: afterwards its fields have no labels any more.
  useLayoutEffect(() => {
    if (form === null) return;
    const kept = keep(form, name, setSince, subject.current);
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

function keep(
  form: HTMLFormElement,
  name: string,
  setSince: (at: number | null) => void,
  { address, along }: About = { address: location.hash, along: {} },
) {
  const { keepDraft, flushDrafts, listDrafts } = appStore.getState();
  /** as it stood when it was opened */
  const before = fieldsOf(form);
  /** brought back, but its field is not there yet: the slots of a case, what a tick unfolds */
  let late: Fields = {};
  /** as it stood when it was left; its operator may be another one by now, and come back */
  let left: Fields | null = null;

  const now = (): Fields => left ?? { ...late, ...whatDiffers(fieldsOf(form), before) };
  const whole = (): Fields => {
    const own = now();
    return Object.keys(own).length === 0 ? own : { ...own, ...along };
  };
  const typed = (): void => keepDraft(name, address, whole);
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
    const mine = all.find((draft) => draft.form === name && isAbout(draft.fields, along));
    // Who was quicker than the disk knows better.
    if (!mine || left || Object.keys(now()).length > 0) return;
    late = without(mine.fields, along);
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

const isAbout = (fields: Fields, along: Fields): boolean =>
  Object.entries(along).every(([name, text]) => fields[name] === text);

const without = (fields: Fields, along: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(along, name)));
