import type { AssignmentRow } from '../../../shared/contract/assignmentAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { duration, moment } from '../../format.ts';
import { Busy } from '../../parts/Busy.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import { useNow } from '../../state/useNow.ts';
import css from './Assignments.module.css';
import { Marks, StatusChip } from './StatusChip.tsx';
import { useSelf } from './useSelf.ts';
import { openStatuses } from './Waiting.tsx';

const say = words.assignments;
/** More than anybody has open; what is done longer ago is found on the coordinator's board and in the audit. */
const MOST = 200;
const DONE = 50;

/** What waits for who is signed in, the oldest first, and what is done, the newest first. */
export function Inbox() {
  const self = useSelf();
  const recipient = self?.name ?? '';
  const { value: waiting, refused } = useAnswer(
    'assignment.list',
    self && { recipient, status: [...openStatuses], order: 'asc', limit: MOST },
  );
  const { value: done } = useAnswer(
    'assignment.list',
    self && { recipient, status: ['completed', 'cancelled'], limit: DONE },
  );
  if (!waiting) return refused ? <Refused refused={refused} /> : <Busy />;
  return (
    <div className={css.stack}>
      {waiting.rows.length === 0 ? (
        <Empty title={say.inboxEmpty} hint={say.inboxEmptyHint} />
      ) : (
        <Lines title={say.inboxWaiting} rows={waiting.rows} total={waiting.total ?? waiting.rows.length} />
      )}
      {done && done.rows.length > 0 && (
        <Lines title={say.inboxDone} rows={done.rows} total={done.total ?? done.rows.length} />
      )}
    </div>
  );
}

interface LinesProps {
  readonly title: string;
  readonly rows: readonly AssignmentRow[];
  readonly total: number;
}

function Lines({ title, rows, total }: LinesProps) {
  return (
    <section className="panel" aria-label={title}>
      <h2>
        {title} <span className="quiet">{total.toLocaleString('en')}</span>
      </h2>
      <ul className={css.lines}>
        {rows.map((row) => (
          <li key={row.assignmentId}>
            <InboxLine row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function InboxLine({ row }: { readonly row: AssignmentRow }) {
  const now = useNow();
  const { assignmentId, title, dispatchedBy, statusAt, status, dueAt, overdue, declined } = row;
  const second = [
    dispatchedBy !== null && say.from(dispatchedBy),
    openStatuses.includes(status) && say.next[status],
    say.since(duration(Math.max(0, now - Date.parse(statusAt)))),
    dueAt !== null && `${say.due} ${moment(dueAt)}`,
  ].filter(Boolean);
  return (
    <a className={css.line} href={to('assignment', { assignmentId })}>
      <span className={css.title}>{title}</span>
      <span className={css.second}>{second.join(' · ')}</span>
      <span className={css.end}>
        <Marks overdue={overdue} declined={declined} />
        <StatusChip status={status} />
      </span>
    </a>
  );
}
