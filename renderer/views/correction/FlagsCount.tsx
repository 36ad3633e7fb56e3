import { words } from '../../../shared/uiWords.ts';
import { useAnswer } from '../../state/useApp.ts';
import css from '../desk/QueueCount.module.css';

/** How many flags nobody has answered yet, beside the entry in the rail. */
export function FlagsCount() {
  const { value } = useAnswer('exceptions.list', { kind: 'flag', limit: 1 });
  const n = value?.total ?? value?.rows.length ?? 0;
  if (n === 0) return null;
  return (
    <span className={css.count}>
      <span aria-hidden="true">{n.toLocaleString('en')}</span>
      <span className="only-heard">{words.correction.flags.waiting(n)}</span>
    </span>
  );
}
