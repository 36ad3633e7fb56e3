import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { backToNow } from '../../state/asOf.ts';
import { appStore } from '../../state/useApp.ts';
import { eventLine } from './aboutEvent.ts';
import css from './Correction.module.css';
import type { Target } from './draft.ts';
import { endCorrection } from './keptCorrection.ts';

const { aside, dialog } = words.correction;

/** At the foot of the window while a correction is laid aside: what it is about, and the way back to it. */
export function AsideBar({ targets }: { readonly targets: readonly Target[] }) {
  const { layCorrectionAside } = appStore.getState();
  const goOn = useRef<HTMLButtonElement>(null);
  // Where no view has taken the focus, it is not lost with the dialog.
  useEffect(() => {
    const timer = setTimeout(() => document.activeElement === document.body && goOn.current?.focus());
    return () => clearTimeout(timer);
  }, []);
  const [first] = targets;
  const what = targets.length > 1 ? dialog.titleOf(targets.length) : first ? eventLine(first.event) : dialog.title;
  return (
    <section className={css.aside} aria-label={aside.label}>
      <span>{aside.text(what)}</span>
      <Button
        ref={goOn}
        variant="filled"
        onClick={() => {
          backToNow();
          layCorrectionAside(false);
        }}
      >
        {aside.goOn}
      </Button>
      <Button color="red" onClick={endCorrection}>
        {aside.discard}
      </Button>
    </section>
  );
}
