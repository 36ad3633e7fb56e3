import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import css from './Receipt.module.css';

interface JustDoneProps {
  readonly kind: HandoverKind;
  readonly items: number;
  /** blocked lines that stayed in the queue */
  readonly staying: number;
  /** numbers of the receipts that the same commit made, between commas */
  readonly others: string | undefined;
}

const { receipt: says } = words;

/** Straight after a commit: that it is done, what stays to be done, and the way to the next one. */
export function JustDone({ kind, items, staying, others }: JustDoneProps) {
  const more = others?.split(',') ?? [];
  return (
    <div className={css.done} role="status">
      <span className={css.doneMark} aria-hidden="true">
        ✓
      </span>
      <div className={css.doneSays}>
        <b>{says.done(kind, items)}</b> {staying > 0 && says.stay(staying)}
        {more.length > 0 && (
          <span className={css.second}>
            {says.several(more.length + 1)}{' '}
            {more.map((receipt) => (
              <a key={receipt} className="tag" href={to('receipt', { receipt })}>
                {receipt}
              </a>
            ))}
          </span>
        )}
      </div>
      <a className={css.next} href={to(kind)}>
        {says.next[kind]}
      </a>
    </div>
  );
}
