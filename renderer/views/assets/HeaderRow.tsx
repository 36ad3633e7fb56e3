import { condition } from '../../../shared/contract/fields.ts';
import type { AssetColumn } from '../../../shared/contract/queries.ts';
import { custodyStatuses } from '../../../shared/custody/place.ts';
import { words } from '../../../shared/uiWords.ts';
import css from './Assets.module.css';
import { columnForms } from './columns.ts';
import type { TableState } from './tableState.ts';

interface HeaderRowProps {
  readonly state: TableState;
  readonly template: string;
  readonly ticks: 'none' | 'some' | 'all';
  /** ticks all, or none */
  readonly onTicks: (all: boolean) => void;
  readonly onChange: (some: Partial<TableState>) => void;
}

/** The names of the columns, which sort, and under each what it is narrowed down to. */
export function HeaderRow({ state, template, ticks, onTicks, onChange }: HeaderRowProps) {
  const { sort, order, columns } = state;
  const { assets } = words;
  return (
    <thead className={css.header}>
      <tr aria-rowindex={1} className={css.row} style={{ gridTemplateColumns: template }}>
        <th scope="col" aria-colindex={1} className={css.tick}>
          <span className="only-heard">{assets.ticks}</span>
          <input
            type="checkbox"
            aria-label={assets.bulk.tickAll}
            title={assets.bulk.tickAllHint}
            checked={ticks === 'all'}
            ref={(box) => {
              if (box) box.indeterminate = ticks === 'some';
            }}
            onChange={() => onTicks(ticks !== 'all')}
          />
        </th>
        {columns.map((column, i) => {
          const sorted = sort === column;
          return (
            <th
              key={column}
              scope="col"
              className={css.heading}
              aria-colindex={i + 2}
              aria-sort={sorted ? (order === 'asc' ? 'ascending' : 'descending') : 'none'}
            >
              <button
                type="button"
                className={css.sort}
                onClick={() => onChange({ sort: column, order: sorted && order === 'asc' ? 'desc' : 'asc' })}
              >
                {assets.columns[column]}
                <span aria-hidden="true">{sorted ? (order === 'asc' ? ' ▲' : ' ▼') : ''}</span>
              </button>
              <Filter column={column} state={state} onChange={onChange} />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface FilterProps extends Pick<HeaderRowProps, 'state' | 'onChange'> {
  readonly column: AssetColumn;
}

function Filter({ column, state: { filters }, onChange }: FilterProps) {
  const { filter } = columnForms[column];
  const { assets } = words;
  const label = assets.filter(assets.columns[column]);
  const value = filters[column] ?? '';
  const set = (text: string): void => onChange({ filters: { ...filters, [column]: text } });
  if (filter === 'none') return null;
  if (filter === 'text') {
    return (
      <input
        className={css.filter}
        type="text"
        aria-label={label}
        value={value}
        maxLength={200}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  }
  const options =
    filter === 'status'
      ? custodyStatuses.map((status) => ({ value: status, label: assets.statuses[status] }))
      : condition.options.map((known) => ({ value: known, label: assets.conditions[known] ?? known }));
  return (
    <select
      className={css.filter}
      aria-label={label}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    >
      <option value="">{assets.any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
