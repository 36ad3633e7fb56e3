import type { ReactNode } from 'react';
import css from './Empty.module.css';

interface EmptyProps {
  readonly title: string;
  /** what to do about it */
  readonly hint?: string;
  readonly children?: ReactNode;
}

/** A list with nothing in it, which says what to do. */
export function Empty({ title, hint, children }: EmptyProps) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      {hint && <p className={css.hint}>{hint}</p>}
      {children && <div className={css.actions}>{children}</div>}
    </div>
  );
}
