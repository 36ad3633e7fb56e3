import type { ReactNode } from 'react';
import { words } from '../../shared/uiWords.ts';
import css from './Entry.module.css';

interface EntryProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** The plain page before anybody is signed in: one card in the middle. */
export function Entry({ title, children }: EntryProps) {
  return (
    <main className={css.entry}>
      <div className={css.card}>
        <p className={css.app}>{words.app}</p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
