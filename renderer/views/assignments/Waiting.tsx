import type { AssignmentStatus } from '../../../shared/assignment/assignment.ts';
import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import { useSelf } from './useSelf.ts';
import css from './Waiting.module.css';

/** What somebody has still to do. */
export const openStatuses: readonly AssignmentStatus[] = ['dispatched', 'delivered', 'read', 'acknowledged'];

/** How many assignments wait for who is signed in. */
function useWaiting(): number {
  const self = useSelf();
  const { value } = useAnswer('assignment.list', self && { recipient: self.name, status: [...openStatuses], limit: 1 });
  return value?.total ?? 0;
}

/** The count behind the rail's entry; nothing where nothing waits. */
export function WaitingBadge() {
  const n = useWaiting();
  if (n === 0) return null;
  return (
    <span className={css.badge}>
      <span aria-hidden="true">{n.toLocaleString('en')}</span>
      <span className="only-heard">{words.assignments.waiting(n)}</span>
    </span>
  );
}

/** The same on the board's head, as a link to the inbox. */
export function WaitingForMe() {
  const n = useWaiting();
  if (n === 0) return null;
  return (
    <a className={css.waiting} href={to('assignments')}>
      {words.assignments.waitingForMe(n)}
    </a>
  );
}
