import type { ReactNode } from 'react';
import type { Refused as RefusedAnswer } from '../../shared/ipc/contract.ts';
import { refusalSentence } from '../format.ts';
import css from './Refused.module.css';

interface RefusedProps {
  /** null shows nothing */
  readonly refused: RefusedAnswer | null;
  /** what would put it right: buttons */
  readonly children?: ReactNode;
}

/** Why something was refused and what to do, next to where it happened. Read aloud as soon as it appears. */
export function Refused({ refused, children }: RefusedProps) {
  return (
    <div role="alert" className="live">
      {refused && (
        <div className={css.refused} data-code={refused.code}>
          <span className={css.mark} aria-hidden="true">
            !
          </span>
          <div>
            {refusalSentence(refused)}
            {children && <div className={css.fixes}>{children}</div>}
          </div>
        </div>
      )}
    </div>
  );
}
