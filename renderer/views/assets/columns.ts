import { type AssetColumn, assetColumns } from '../../../shared/contract/queries.ts';

/** What can be typed or chosen above a column. */
export type FilterKind = 'text' | 'status' | 'condition' | 'none';

export interface ColumnForm {
  /** rem; narrower, its values could not be read */
  readonly least: number;
  /** share of the room that is left */
  readonly share: number;
  readonly filter: FilterKind;
}

/** How each column of the table is drawn. */
export const columnForms: Readonly<Record<AssetColumn, ColumnForm>> = {
  tag: { least: 8.25, share: 2, filter: 'text' },
  barcode: { least: 9, share: 2, filter: 'text' },
  model: { least: 8.5, share: 3, filter: 'text' },
  serial: { least: 8, share: 2, filter: 'text' },
  manufacturer: { least: 8, share: 2, filter: 'text' },
  modelCode: { least: 8, share: 2, filter: 'text' },
  category: { least: 5.75, share: 2, filter: 'text' },
  status: { least: 6.25, share: 1, filter: 'status' },
  case: { least: 7.75, share: 2, filter: 'text' },
  holder: { least: 8.5, share: 3, filter: 'text' },
  home: { least: 7.75, share: 2, filter: 'text' },
  condition: { least: 7.5, share: 1, filter: 'condition' },
  since: { least: 8.25, share: 1, filter: 'none' },
  dueAt: { least: 8.75, share: 1, filter: 'none' },
};

/** Shown until somebody chooses others: what tells assets apart, and where they are. */
export const usualColumns: readonly AssetColumn[] = [
  'tag',
  'model',
  'category',
  'status',
  'case',
  'holder',
  'home',
  'dueAt',
];

export const isColumn = (name: string): name is AssetColumn => assetColumns.some((column) => column === name);

/** Columns in the order of the table, however they were chosen. The tag is always there: rows are known by it. */
export function inOrder(columns: readonly AssetColumn[]): readonly AssetColumn[] {
  return assetColumns.filter((column) => column === 'tag' || columns.includes(column));
}

/** rem of the narrow column with the boxes to tick */
const TICK_WIDTH = 2.75;

/** `grid-template-columns` of header and rows. */
export function template(columns: readonly AssetColumn[]): string {
  const widths = columns.map((column) => `minmax(${columnForms[column].least}rem, ${columnForms[column].share}fr)`);
  return [`${TICK_WIDTH}rem`, ...widths].join(' ');
}

/** rem; with less room the table scrolls sideways */
export const leastWidth = (columns: readonly AssetColumn[]): number =>
  columns.reduce((sum, column) => sum + columnForms[column].least, TICK_WIDTH);
