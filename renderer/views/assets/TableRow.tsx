import { memo } from 'react';
import type { AssetColumn } from '../../../shared/contract/queries.ts';
import type { AssetRow } from '../../../shared/contract/trailAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { to } from '../../routes.ts';
import css from './Assets.module.css';

interface TableRowProps {
  readonly id: string;
  /** counted from 0 */
  readonly index: number;
  /** undefined: on its way */
  readonly row: AssetRow | undefined;
  readonly columns: readonly AssetColumn[];
  readonly template: string;
  /** px below the header */
  readonly top: number;
  readonly current: boolean;
  readonly ticked: boolean;
  readonly onTick: (row: AssetRow) => void;
  readonly onPoint: (index: number) => void;
  readonly onOpen: (row: AssetRow, index: number) => void;
}

/** One asset in the table. A click anywhere opens it. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { id, index, row, columns, template, top, current, ticked, onTick, onPoint, onOpen } = props;
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={ticked}
      className={css.row}
      data-current={current || undefined}
      data-odd={index % 2 === 1 || undefined}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
      onMouseDown={() => onPoint(index)}
      onClick={() => row && onOpen(row, index)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Space ticks the row */}
      <td aria-colindex={1} className={css.tick} onClick={(event) => event.stopPropagation()}>
        {row && (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={words.assets.tick(row.tag)}
            checked={ticked}
            onChange={() => onTick(row)}
          />
        )}
      </td>
      {columns.map((column, i) => (
        <td key={column} aria-colindex={i + 2} className={css.cell}>
          {row ? <Cell row={row} column={column} /> : i === 0 && <span className="quiet">…</span>}
        </td>
      ))}
    </tr>
  );
});

function Cell({ row, column }: { readonly row: AssetRow; readonly column: AssetColumn }) {
  const { inSlot } = words.custody;
  switch (column) {
    case 'tag':
      return (
        <a
          className="tag"
          href={to('asset', { tag: row.tag })}
          tabIndex={-1}
          onClick={(event) => event.preventDefault()}
        >
          {row.tag}
        </a>
      );
    case 'status':
      return (
        <span className="chip" data-tone={toneOf(row)}>
          {row.overdue ? words.assets.overdue : words.assets.statuses[row.status]}
        </span>
      );
    case 'case':
      return row.case === null ? null : inSlot(row.case, row.slot ?? 0);
    case 'home':
      return row.home === null ? null : inSlot(row.home.case, row.home.slot);
    case 'condition':
      return row.condition && (words.assets.conditions[row.condition] ?? row.condition);
    case 'since':
      return <When at={row.since} />;
    case 'dueAt':
      return (
        row.dueAt && (
          <span className={row.overdue ? 'bad' : undefined}>
            <When at={row.dueAt} />
          </span>
        )
      );
    default:
      return <span title={row[column] ?? undefined}>{row[column]}</span>;
  }
}

function toneOf({ status, overdue }: AssetRow): string | undefined {
  if (overdue || status === 'lost') return 'bad';
  return { holder: 'accent', unplaced: 'warn', slot: 'ok', retired: undefined }[status];
}
