import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OverdueRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { duration } from '../../format.ts';
import { When } from '../../parts/When.tsx';
import { to } from '../../routes.ts';
import { useNow } from '../../state/useNow.ts';
import css from './Board.module.css';
import { useOverdue } from './useOverdue.ts';

/** Lines in each of the two lists. */
const SHOWN = 6;

/** What should be back and is not, the longest first, and what is due next. */
export function Overdue() {
  const { rows } = useOverdue();
  if (!rows) return null;
  const { overdue } = words.board;
  return (
    <>
      <Due title={overdue.title} none={overdue.none} rows={rows.filter(({ state }) => state === 'overdue')} />
      <Due title={overdue.soon} none={overdue.noneSoon} rows={rows.filter(({ state }) => state === 'due_soon')} />
    </>
  );
}

interface DueProps {
  readonly title: string;
  readonly none: string;
  readonly rows: readonly OverdueRow[];
}

function Due({ title, none, rows }: DueProps) {
  const [all, showAll] = useState(false);
  const more = all ? 0 : rows.length - SHOWN;
  return (
    <section className="panel" aria-label={title}>
      <h2 className={css.panelHead}>
        {title} {rows.length > 0 && <span>{rows.length.toLocaleString('en')}</span>}
      </h2>
      {rows.length === 0 && <p className={css.none}>{none}</p>}
      {rows.length > 0 && (
        <ul className={css.list}>
          {rows.slice(0, all ? rows.length : SHOWN).map((row) => (
            <li key={row.tag}>
              <DueLine row={row} />
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button variant="subtle" fullWidth onClick={() => showAll(true)}>
          {words.board.overdue.more(more)}
        </Button>
      )}
    </section>
  );
}

/** Leads to the event by which it came to its holder, and was due. */
function DueLine({ row: { tag, holder, dueAt, state, model, openedBy } }: { readonly row: OverdueRow }) {
  const now = useNow();
  const late = dueAt === null ? 0 : now - Date.parse(dueAt);
  return (
    <a className={css.item} href={to('asset', { tag }, { event: openedBy })}>
      <span className={`tag ${css.first}`}>{tag}</span>
      <b className={state === 'overdue' ? 'bad' : 'warn'}>
        {state === 'overdue' ? duration(late) : words.board.overdue.in(duration(-late))}
      </b>
      <span className={css.second}>
        <span className={css.holder} title={model ?? undefined}>
          {holder}
        </span>
        {dueAt !== null && <When at={dueAt} />}
      </span>
    </a>
  );
}
