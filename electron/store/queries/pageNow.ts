import { allOf, type Condition } from './filters.ts';
import type { PageArgs } from './page.ts';
import type { Reader } from './reader.ts';

/** A table of what is so now, as a list asks for it. */
export interface TableNow {
  /** the columns of a row, up to the WHERE */
  readonly select: string;
  readonly table: string;
  /** the column by which the list is ordered; no two rows have the same */
  readonly key: string;
}

/**
 * A page of a table's rows, and how many there are in all. Lists are asked for page by page, and again after each
 * command: of a thousand rows only those of the page are read.
 *
 * @param meant  which rows are listed
 * @param after  the key after which the page begins
 * @returns up to one row more than a page
 */
export function pageNow<R>(
  read: Reader,
  { select, table, key }: TableNow,
  meant: readonly Condition[],
  { order, limit }: PageArgs,
  after: string | undefined,
): { readonly rows: readonly R[]; readonly total: number } {
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const all = allOf(meant);
  const behind = allOf([...meant, ...(after === undefined ? [] : [{ sql: `${key} ${ahead} ?`, values: [after] }])]);
  const counted = read.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${all.sql}`, ...all.values);
  const rows = read.all<R>(
    `${select} WHERE ${behind.sql} ORDER BY ${key} ${direction} LIMIT ?`,
    ...behind.values,
    limit + 1,
  );
  return { rows, total: counted?.n ?? 0 };
}
