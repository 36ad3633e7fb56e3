import { condition } from '../../../shared/contract/fields.ts';
import type { AssetColumn } from '../../../shared/contract/queries.ts';
import { type CustodyStatus, custodyStatuses } from '../../../shared/custody/place.ts';
import type { QueryRequest } from '../../../shared/ipc/answers.ts';
import { columnForms, inOrder, isColumn, usualColumns } from './columns.ts';

/** What the table shows: which assets, in which order, with which columns. */
export interface TableState {
  /** looked for in everything that is known of an asset */
  readonly text: string;
  /** looked for in one column; only what is not blank */
  readonly filters: Readonly<Partial<Record<AssetColumn, string>>>;
  readonly sort: AssetColumn;
  readonly order: 'asc' | 'desc';
  readonly columns: readonly AssetColumn[];
}

export const usualState: TableState = { text: '', filters: {}, sort: 'tag', order: 'asc', columns: usualColumns };

const isStatus = (text: string): text is CustodyStatus => custodyStatuses.some((status) => status === text);

/** The question that main is asked; what was typed and cannot be asked is left out. */
export function requestOf({ text, filters, sort, order }: TableState): QueryRequest<'asset.list'> {
  const { status, ...texts } = filters;
  const asked = Object.entries(texts).filter(([, value]) => value.trim() !== '');
  return {
    ...Object.fromEntries(asked.map(([name, value]) => [name, value.trim()])),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(status !== undefined && isStatus(status) ? { status } : {}),
    sort,
    order,
  };
}

/** Is anything narrowed down? */
export const isFiltered = ({ text, filters }: TableState): boolean =>
  text.trim() !== '' || Object.values(filters).some((value) => value.trim() !== '');

/** The state as the values of an address; what is usual is left out. */
export function queryOf(state: TableState): Readonly<Record<string, string>> {
  const { text, filters, sort, order, columns } = state;
  const same = columns.join() === usualColumns.join();
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...Object.fromEntries(
      Object.entries(filters)
        .filter(([, value]) => value.trim() !== '')
        .map(([name, value]) => [name, value.trim()]),
    ),
    ...(sort === 'tag' && order === 'asc' ? {} : { sort: order === 'asc' ? sort : `-${sort}` }),
    ...(same ? {} : { columns: columns.join(',') }),
  };
}

/** What an address says; what it says wrong is passed over. */
export function stateOf(query: Readonly<Record<string, string>>): TableState {
  const filters = Object.entries(query).filter(([name, value]) => isColumn(name) && canFilter(name, value));
  const sort = query.sort?.replace(/^-/, '') ?? 'tag';
  const columns = (query.columns ?? '').split(',').filter(isColumn);
  return {
    text: query.text ?? '',
    filters: Object.fromEntries(filters),
    sort: isColumn(sort) ? sort : 'tag',
    order: query.sort?.startsWith('-') ? 'desc' : 'asc',
    columns: columns.length === 0 ? usualColumns : inOrder(columns),
  };
}

function canFilter(column: AssetColumn, value: string): boolean {
  const { filter } = columnForms[column];
  if (filter === 'status') return isStatus(value);
  if (filter === 'condition') return condition.options.some((known) => known === value);
  return filter === 'text' && value !== '';
}
