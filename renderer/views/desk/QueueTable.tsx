import { memo, useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import type { LineDraft } from './draft.ts';
import { Fixes } from './Fixes.tsx';
import type { DraftProps } from './Particulars.tsx';
import { type CheckedLine, problemGroups, shortOf } from './problems.ts';
import css from './Queue.module.css';
import { QueueRow } from './QueueRow.tsx';
import { useSay } from './useDraft.ts';
import { useOtherQueues } from './useOtherQueues.ts';

interface QueueTableProps extends DraftProps {
  readonly lines: readonly CheckedLine[];
  /** the item that was scanned last; null: several, or none */
  readonly fresh: string | null;
}

/** What was scanned: what cannot go stands on top with what to do about it, then what is ready, the newest first. */
export const QueueTable = memo(Table);

function Table(props: QueueTableProps) {
  const { kind, draft, lines, fresh } = props;
  const [open, setOpen] = useState<string | null>(null);
  const say = useSay(kind);
  const others = useOtherQueues(kind);
  const groups = problemGroups(kind, lines);
  const ready = lines.filter(({ refused }) => refused === null).reverse();
  const { queue } = words.desk;
  const columns = kind === 'return' ? 7 : 6;

  const row = (line: CheckedLine) => (
    <QueueRow
      key={line.item}
      kind={kind}
      line={line}
      said={draft.lines[line.item] ?? NOTHING_SAID}
      short={shortOf(kind, line)}
      alsoIn={(line.tag !== null && others.get(line.tag)) || null}
      fresh={fresh === line.item}
      open={open === line.item}
      onOpen={setOpen}
      onSay={say}
    />
  );

  return (
    <table className={css.table} aria-label={queue.label(kind)}>
      <thead>
        <tr>
          <th scope="col">{queue.number}</th>
          <th scope="col">{queue.asset}</th>
          <th scope="col">{queue.where[kind]}</th>
          {kind === 'return' && <th scope="col">{queue.into}</th>}
          <th scope="col">{queue.check}</th>
          <th scope="col">{queue.details}</th>
          <td />
        </tr>
      </thead>
      {groups.map(({ problem, lines: of }) => (
        <tbody key={problem.key} className={css.blocked}>
          <tr>
            <th scope="rowgroup" colSpan={columns} className={css.problem}>
              <div className={css.problemHead}>
                <span className={css.mark} aria-hidden="true">
                  !
                </span>
                <span className={css.says}>
                  {problem.says(of.length)}
                  {of.length > 1 && <span className={css.count}> {words.desk.problems.lines(of.length)}</span>}
                </span>
                <Fixes {...props} fixes={problem.fixes} lines={of} onOpen={setOpen} />
              </div>
            </th>
          </tr>
          {of.map(row)}
        </tbody>
      ))}
      <tbody>{ready.map(row)}</tbody>
    </table>
  );
}

const NOTHING_SAID: LineDraft = {};
