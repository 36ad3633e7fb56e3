import type { ReactNode } from 'react';
import css from './Facts.module.css';

/** Names and what is known, one under the other. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={css.facts}>{children}</dl>;
}

interface FactProps {
  readonly name: string;
  /** nothing known draws nothing */
  readonly children: ReactNode;
  /** at the end of the line: where it is known from */
  readonly aside?: ReactNode;
}

export function Fact({ name, children, aside }: FactProps) {
  if (children === null || children === undefined || children === false || children === '') return null;
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {aside && <dd className={css.aside}>{aside}</dd>}
    </div>
  );
}
