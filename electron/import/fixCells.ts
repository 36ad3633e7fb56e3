import type { Fix } from '../../shared/import/importForm.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Table } from './tableOf.ts';

/** A cell that was typed anew, with what the file says. It is recorded with the batch. */
export interface FixedCell extends Fix {
  readonly before: string;
}

/**
 * Puts what somebody typed in place of what the file says. A row that was typed into has been looked at, so its width
 * is no trouble any more.
 *
 * @returns INVALID naming a line or column that the table does not have
 */
export function fixCells(
  table: Table,
  fixes: readonly Fix[],
): Result<{ readonly table: Table; readonly fixed: readonly FixedCell[] }> {
  if (fixes.length === 0) return accept({ table, fixed: [] });
  const rows = new Map(table.rows.map((row) => [row.line, row]));
  const fixed: FixedCell[] = [];
  for (const { line, column, text } of fixes) {
    const row = rows.get(line);
    const at = table.columns.indexOf(column);
    if (!row || at < 0) {
      const why = row
        ? `names column "${column}", which the list does not have`
        : `names line ${line}, which has no row`;
      return refuse('INVALID', { field: 'fixes', why });
    }
    const before = row.cells[at] ?? '';
    const typed = text.trim();
    rows.set(line, { line, cells: row.cells.with(at, typed), ragged: null });
    if (typed !== before) fixed.push({ line, column, before, text: typed });
  }
  return accept({ table: { ...table, rows: [...rows.values()] }, fixed });
}
