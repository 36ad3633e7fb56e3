import type { Encoding, Separator } from '../../shared/import/importForm.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';

export interface TableRow {
  /** of the file, from 1, where the row begins; a quoted cell may go on over several. Of a sheet, its row */
  readonly line: number;
  /** trimmed; always as many as the table has columns */
  readonly cells: readonly string[];
  /**
   * how the row is not as wide as the head, which moves or drops cells; `stray`: it has something in a column without
   * a name that most rows leave empty
   */
  readonly ragged: 'short' | 'long' | 'stray' | null;
}

/** Something about the head that a reader should know; none of it stops an import. */
export interface HeadRemark {
  readonly line: number;
  readonly column: string;
  readonly why: 'has no name' | 'is there twice';
}

/** Where the rows of a table come from; what a kind of file does not have is null. */
export interface TableSource {
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
  /** of a workbook: the sheet that was read, and all of them */
  readonly sheet: string | null;
  readonly sheets: readonly string[];
}

/** A list as it was read, whatever file it came from. */
export interface Table extends TableSource {
  /** where the column names stand; 0: nowhere, the columns are called by their letters */
  readonly headLine: number;
  /** unique names, as people know them */
  readonly columns: readonly string[];
  readonly headRemarks: readonly HeadRemark[];
  /** blank rows are left out */
  readonly rows: readonly TableRow[];
}

/** A row as a source gives it: cells as written, with the line (or sheet row) where it begins. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A title above the list has one cell; a row of names has at least so many. */
const NAMES = 3;

/**
 * Makes a table of rows from any source.
 *
 * @param raw  in the order of the source
 * @param headLine  where the column names stand, 0 for nowhere; absent: the first row that says something, or, where
 *   that is a title of one cell, the first row of several
 */
export function tableOf(raw: readonly RawRow[], source: TableSource, headLine?: number): Result<Table> {
  const filled = raw
    .map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [head, body] = splitHead(filled, headLine);
  if (!head || (body.length === 0 && headLine === 0)) {
    return refuse('CANNOT_READ', { why: 'it is empty; a list needs a row of column names' });
  }

  const width = head.cells.length;
  const unnamed = head.cells.flatMap((name, at) => (name === '' ? [at] : []));
  const inUse = new Map(unnamed.map((at) => [at, body.filter(({ cells }) => cells[at]).length]));
  const kept = head.cells.flatMap((name, at) => (name !== '' || inUse.get(at) ? [at] : []));
  const hasNames = unnamed.length < width;
  const rare = hasNames ? unnamed.filter((at) => (inUse.get(at) ?? 0) * 2 < body.length) : [];
  const { columns, remarks } = nameColumns(
    kept.map((at) => ({ at, name: head.cells[at] ?? '' })),
    head.line,
  );
  return accept({
    ...source,
    headLine: head.line,
    columns,
    headRemarks: hasNames ? remarks : [],
    rows: body.map(({ line, cells }) => ({
      line,
      cells: kept.map((at) => cells[at] ?? ''),
      ragged: raggedness(cells, width, rare),
    })),
  });
}

function splitHead(
  filled: readonly RawRow[],
  headLine: number | undefined,
): readonly [RawRow | undefined, readonly RawRow[]] {
  if (headLine === 0) {
    const width = filled.reduce((most, { cells }) => Math.max(most, cells.length), 0);
    return [{ line: 0, cells: Array.from({ length: width }, () => '') }, filled];
  }
  const at = headLine === undefined ? guessHead(filled) : filled.findIndex(({ line }) => line === headLine);
  return [filled[at], filled.slice(at + 1)];
}

/** Past a title and a date above the list, which have a row and one cell each. */
function guessHead(filled: readonly RawRow[]): number {
  const said = filled.slice(0, 10).map(({ cells }) => cells.filter((cell) => cell !== '').length);
  const names = said.findIndex((count) => count >= NAMES);
  return names > 0 && said.slice(0, names).every((count) => count === 1) ? names : 0;
}

/** Longer by empty cells is no harm: spreadsheets write them. */
function raggedness(cells: readonly string[], width: number, rare: readonly number[]): TableRow['ragged'] {
  if (cells.slice(width).some((cell) => cell !== '')) return 'long';
  if (rare.some((at) => cells[at])) return 'stray';
  return cells.length < width ? 'short' : null;
}

function nameColumns(
  found: readonly { readonly at: number; readonly name: string }[],
  line: number,
): { readonly columns: readonly string[]; readonly remarks: readonly HeadRemark[] } {
  const taken = new Set(found.map(({ name }) => name));
  const given = new Set<string>();
  const remarks: HeadRemark[] = [];
  const columns = found.map(({ at, name }) => {
    const column = name !== '' && !given.has(name) ? name : freeName(name || `Column ${columnLetters(at)}`, taken);
    if (column !== name) remarks.push({ line, column, why: name === '' ? 'has no name' : 'is there twice' });
    taken.add(column);
    given.add(column);
    return column;
  });
  return { columns, remarks };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${wanted} (${n})`)) n += 1;
  return `${wanted} (${n})`;
}

/** As a spreadsheet calls its columns: 0 is A, 26 is AA. */
function columnLetters(at: number): string {
  const rest = at < 26 ? '' : columnLetters(Math.floor(at / 26) - 1);
  return rest + String.fromCharCode(65 + (at % 26));
}
