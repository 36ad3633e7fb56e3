import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import css from './Assignments.module.css';
import { Marks, StatusChip } from './StatusChip.tsx';

/** Lines before the board is pointed to. */
const SHOWN = 6;

/** The assignments that concern an asset or a case, the newest first; nothing where there are none. */
export function AssignmentsOf({ concerns }: { readonly concerns: string }) {
  const { value } = useAnswer('assignment.list', { concerns, limit: SHOWN });
  if (!value || value.rows.length === 0) return null;
  const total = value.total ?? value.rows.length;
  return (
    <section className="panel" aria-label={words.assignments.concerning}>
      <h2>
        {words.assignments.concerning} <span className="quiet">{total.toLocaleString('en')}</span>
      </h2>
      <ul className={css.lines}>
        {value.rows.map(({ assignmentId, title, recipient, status, overdue, declined }) => (
          <li key={assignmentId}>
            <a className={css.line} href={to('assignment', { assignmentId })}>
              <span className={css.title}>{title}</span>
              <span className={css.second}>{words.assignments.forWhom(recipient)}</span>
              <span className={css.end}>
                <Marks overdue={overdue} declined={declined} />
                <StatusChip status={status} />
              </span>
            </a>
          </li>
        ))}
      </ul>
      {total > SHOWN && (
        <a href={to('assignments', {}, { show: 'board', concerns })}>{words.assignments.more(total - SHOWN)}</a>
      )}
    </section>
  );
}
