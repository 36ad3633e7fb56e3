import type { ExceptionKind, ExceptionRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import css from './Board.module.css';

/** The newest; all of them have a view of their own. */
const SHOWN = 5;

/** What cannot be proven, the newest first. Each leads to the thing it is about. */
export function Problems() {
  const { value } = useAnswer('exceptions.list', { limit: 20 });
  if (!value) return null;
  const { rows, total = rows.length } = value;
  return (
    <section className="panel" aria-label={words.board.problems.title}>
      <h2 className={css.panelHead}>
        {words.board.problems.title} {total > 0 && <span>{total.toLocaleString('en')}</span>}
      </h2>
      {rows.length === 0 && <p className={css.none}>{words.board.problems.none}</p>}
      {rows.length > 0 && (
        <ul className={css.list}>
          {rows.slice(0, SHOWN).map((row) => (
            <li key={`${row.kind} ${row.eventId}`}>
              <Problem row={row} />
            </li>
          ))}
        </ul>
      )}
      {total > 0 && (
        <a className={css.all} href={to('exceptions')}>
          {words.exceptions.openAll}
        </a>
      )}
    </section>
  );
}

function Problem({ row }: { readonly row: ExceptionRow }) {
  const kinds: Readonly<Record<ExceptionKind, string>> = words.board.problems.kinds;
  const name = row.tag ?? row.case ?? row.receipt ?? row.holder;
  const href =
    row.tag !== null ? to('asset', { tag: row.tag }) : row.case !== null ? to('case', { code: row.case }) : null;
  const line = (
    <>
      <span>{kinds[row.kind]}</span>
      <span className={css.second}>
        {name && <span className={`tag ${css.holder}`}>{name}</span>}
        <When at={row.at} />
      </span>
    </>
  );
  return href === null ? (
    <div className={css.item}>{line}</div>
  ) : (
    <a className={css.item} href={href}>
      {line}
    </a>
  );
}
