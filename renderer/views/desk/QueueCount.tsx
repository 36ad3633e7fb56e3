import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { useAnswer } from '../../state/useApp.ts';
import css from './QueueCount.module.css';

/** How many lines wait in a queue of who is signed in, beside its entry in the rail. */
function QueueCount({ kind }: { readonly kind: HandoverKind }) {
  const { value } = useAnswer('queue.get', { kind });
  const lines = value?.rows.length ?? 0;
  if (lines === 0) return null;
  return (
    <span className={css.count}>
      <span aria-hidden="true">{lines}</span>
      <span className="only-heard">{words.desk.waiting.inRail(lines)}</span>
    </span>
  );
}

export const IssueCount = () => <QueueCount kind="issue" />;
export const ReturnCount = () => <QueueCount kind="return" />;
export const TransferCount = () => <QueueCount kind="transfer" />;
