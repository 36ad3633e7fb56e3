import { type ReactNode, useEffect, useRef } from 'react';
import { words } from '../../shared/uiWords.ts';
import css from './Page.module.css';

interface PageProps {
  readonly title: string;
  /** a few words beside the title */
  readonly aside?: ReactNode;
  /** buttons at the right */
  readonly actions?: ReactNode;
  /** set in the font of tags and codes */
  readonly mono?: boolean;
  readonly children: ReactNode;
}

/** The head of every view. Coming from another view, the focus is on its title, so that a screen reader says it. */
export function Page({ title, aside, actions, mono = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${words.app}`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.name}>
          <h1 ref={heading} tabIndex={-1} className={mono ? 'tag' : undefined}>
            {title}
          </h1>
          {aside && <div className={css.aside}>{aside}</div>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
