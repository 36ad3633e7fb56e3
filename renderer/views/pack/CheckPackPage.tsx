import { Button } from '@mantine/core';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { Busy } from '../../parts/Busy.tsx';
import { appStore } from '../../state/useApp.ts';
import css from './Pack.module.css';

/** Checking a custody pack in the place of signing in: who gets one need not be an operator. */
export function CheckPackPage() {
  const [Check, show] = useState<ComponentType | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${words.packCheck.title} – ${words.app}`;
    heading.current?.focus();
    // Read from the disk when it is wanted: most starts are for work.
    void import('./PackCheck.tsx').then(({ PackCheck }) => show(() => PackCheck));
  }, []);
  return (
    <main className={css.page}>
      <div className={css.sheet}>
        <header className={css.pageHead}>
          <div>
            <p className={css.app}>{words.app}</p>
            <h1 ref={heading} tabIndex={-1}>
              {words.packCheck.title}
            </h1>
          </div>
          <Button onClick={() => appStore.getState().showPackPage(false)}>{words.packCheck.back}</Button>
        </header>
        <p className="quiet">{words.packCheck.lead}</p>
        {Check ? <Check /> : <Busy />}
      </div>
    </main>
  );
}
