import type { ReactNode } from 'react';
import { words } from '../../shared/uiWords.ts';
import { useApp } from '../state/useApp.ts';
import { PackDoor, PackOffer } from '../views/pack/PackDoor.tsx';
import css from './Entry.module.css';

interface EntryProps {
  readonly title: string;
  /** for more than a form */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The plain page before anybody is signed in: one card in the middle. */
export function Entry({ title, wide = false, children }: EntryProps) {
  const organisation = useApp(({ store }) => (store?.state === 'open' ? store.organisation : ''));
  return (
    <main className={css.entry}>
      <div className={css.card} data-wide={wide || undefined}>
        <PackOffer />
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
