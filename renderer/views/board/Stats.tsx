import type { CaseRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { useAnswer } from '../../state/useApp.ts';
import css from './Board.module.css';
import { useOverdue } from './useOverdue.ts';

/** The counts over all cases: what a person asks first. Zero is said too; it is an answer. */
export function Stats({ rows }: { readonly rows: readonly CaseRow[] }) {
  const sum = (pick: (row: CaseRow) => number): number => rows.reduce((all, row) => all + pick(row), 0);
  const { overdue, dueSoon } = useOverdue();
  const { value: exceptions } = useAnswer('exceptions.list', { limit: 20 });
  const { counts } = words.board;
  const shown = [
    { label: counts.inPlace, n: sum(({ inPlace }) => inPlace) },
    { label: counts.out, n: sum(({ out }) => out) },
    { label: counts.overdue, n: overdue, tone: 'bad' },
    { label: counts.dueSoon, n: dueSoon, tone: 'warn' },
    { label: counts.lost, n: sum(({ lost }) => lost), tone: 'bad' },
    { label: counts.unproven, n: exceptions?.total ?? 0, tone: 'warn' },
  ];
  return (
    <dl className={css.stats}>
      {shown.map(({ label, n, tone }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={tone !== undefined && n > 0 ? tone : undefined}>{n.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  );
}
