import { words } from '../../../shared/uiWords.ts';
import { to } from '../../routes.ts';
import { useAnswer } from '../../state/useApp.ts';
import type { Target } from './draft.ts';
import css from './Preview.module.css';
import { changedStays } from './stays.ts';
import type { Outcome } from './useConsequence.ts';

interface BesidesProps {
  readonly outcome: Outcome;
  /** the events that would be corrected */
  readonly targets: readonly Target[];
}

const { preview } = words.correction;
/** Assets whose assignments are named. */
const ASKED = 4;

/** What else changes with a correction: gaps, what is overdue, receipts, flags, assignments under way. */
export function Besides({ outcome, targets }: BesidesProps) {
  const { before, after } = outcome;
  const gaps = changedStays(outcome).flatMap(({ tag, gone, come }) => {
    const more = come.filter(({ gap }) => gap).length - gone.filter(({ gap }) => gap).length;
    return more === 0 ? [] : [more > 0 ? preview.gapsOpen(tag, more) : preview.gapsClose(tag, -more)];
  });
  const overdue = [...new Set([...before.custody, ...after.custody].map(({ tag }) => tag))].flatMap((tag) => {
    const [was, becomes] = [isOverdue(before.custody, tag), isOverdue(after.custody, tag)];
    return was === becomes ? [] : [was ? preview.overdueEnds(tag) : preview.overdueBegins(tag)];
  });
  const receipts = [...new Set(targets.flatMap(({ event }) => event.receipt ?? []))];
  const flags = targets.filter(({ event }) => event.flag !== null).length;
  const tags = [...new Set(changedStays(outcome).map(({ tag }) => tag))].slice(0, ASKED);
  const lines = [...gaps, ...overdue, ...(flags > 0 ? [preview.flagsAnswered(flags)] : [])];
  return (
    <ul className={css.besides} aria-label={preview.also}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {receipts.map((receipt) => (
        <li key={receipt}>
          <a href={to('receipt', { receipt })}>{preview.receipt(receipt)}</a> {preview.receiptMarked}
        </li>
      ))}
      {tags.map((tag) => (
        <UnderWay key={tag} tag={tag} />
      ))}
    </ul>
  );
}

const isOverdue = (side: Outcome['before']['custody'], tag: string): boolean => {
  const dueAt = side.find((stand) => stand.tag === tag)?.dueAt ?? null;
  return dueAt !== null && Date.parse(dueAt) < Date.now();
};

/** The assignments under way that concern an asset. */
function UnderWay({ tag }: { readonly tag: string }) {
  const { value } = useAnswer('assignment.list', {
    concerns: tag,
    status: ['dispatched', 'delivered', 'read', 'acknowledged'],
    limit: 3,
  });
  return value?.rows.map(({ assignmentId, title, status }) => (
    <li key={assignmentId}>
      <a href={to('assignment', { assignmentId })}>{title}</a> {preview.assignment(words.assignments.status[status])}
    </li>
  ));
}
