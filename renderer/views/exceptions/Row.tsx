import type { ExceptionRow } from '../../../shared/contract/trailAnswers.ts';
import { When } from '../../parts/When.tsx';
import css from './Exceptions.module.css';
import { Settle } from './Settle.tsx';
import { addressOf, nameOf, whyOf } from './why.ts';

/** One exception: what it is about, why it stands here, and what would settle it. */
export function Row({ row }: { readonly row: ExceptionRow }) {
  const address = addressOf(row);
  const name = nameOf(row);
  return (
    <div className={css.row}>
      <div className={css.about}>
        <div className={css.head}>
          {address === null ? (
            <b>{name}</b>
          ) : (
            <a href={address} className={row.holder === null ? 'tag' : undefined}>
              {name}
            </a>
          )}
          <span className={css.when}>
            <When at={row.at} />
          </span>
        </div>
        <span>{whyOf(row)}</span>
      </div>
      <Settle row={row} />
    </div>
  );
}
