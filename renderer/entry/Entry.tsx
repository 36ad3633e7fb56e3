import type { ReactNode } from 'react';
import { words } from '../../shared/uiWords.ts';
import { useApp } from '../state/useApp.ts';
import { PackDoor } from '../views/pack/PackDoor.tsx';
import css from './Entry.module.css';

interface EntryProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** The plain page before anybody is signed in: one card in the middle. */
export function Entry({ title, children }: EntryProps) {
  const organisation = useApp(({ store }) => (store?.state === 'open' ? store.organisation : ''));
  return (
    <main className={css.entry}>
      <div className={css.card}>
        <p className={css.app}>
          {words.app}
          {organisation !== '' && <span className={css.organisation}> · {organisation}</span>}
        </p>
        <h1>{title}</h1>
        {children}
        <PackDoor />
      </div>
    </main>
  );
}
