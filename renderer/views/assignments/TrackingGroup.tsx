import { Button } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import { duration } from '../../format.ts';
import { When } from '../../parts/When.tsx';
import { to } from '../../routes.ts';
import { useNow } from '../../state/useNow.ts';
import css from './Assignments.module.css';
import { Marks } from './StatusChip.tsx';
import { type BoardGroup, MOST_ROWS } from './useBoard.ts';

const { columns, status: names, more } = words.assignments;

/** The assignments in one state, with how long they have been in it. */
export function TrackingGroup({ group, onMore }: { readonly group: BoardGroup; readonly onMore: () => void }) {
  const { status, rows, total } = group;
  const now = useNow();
  const rest = Math.min(total, MOST_ROWS) - rows.length;
  return (
    <section className="panel" aria-label={names[status]}>
      <h2>
        {names[status]} <span className="quiet">{total.toLocaleString('en')}</span>
      </h2>
      <table className={`${css.table} ${css.grouped}`}>
        <thead>
          <tr>
            <th scope="col">{columns.title}</th>
            <th scope="col">{columns.recipient}</th>
            <th scope="col">{columns.age}</th>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.due}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ assignmentId, title, recipient, statusAt, dispatchedAt, dueAt, overdue, declined }) => (
            <tr key={assignmentId}>
              <td>
                <a href={to('assignment', { assignmentId })}>{title}</a> <Marks overdue={overdue} declined={declined} />
              </td>
              <td>{recipient}</td>
              <td>{duration(Math.max(0, now - Date.parse(statusAt)))}</td>
              <td>
                <When at={dispatchedAt} />
              </td>
              <td className={overdue ? 'bad' : undefined}>{dueAt !== null && <When at={dueAt} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <Button className={css.more} variant="subtle" onClick={onMore}>
          {more(rest)}
        </Button>
      )}
    </section>
  );
}
