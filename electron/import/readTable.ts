import { CsvError, parse } from 'csv-parse/sync';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { decodeText, type Encoding } from './decodeText.ts';

/** In the order in which a tie is decided. */
export const separators = [',', ';', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

export interface TableRow {
  /** of the file, from 1, where the row begins; a quoted cell may go on over several */
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

/** A list as it was read, whatever file it came from. */
export interface Table {
  /** null for a source that is no text, such as a workbook */
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
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

/**
 * Reads a CSV file as people keep them: guesses encoding and separator, takes either line ending, quotes with line
 * breaks inside, blank lines, and columns without a name. The first row that says something is the head.
 *
 * @returns CANNOT_READ when it is no text, has no head, or a quote is never closed (with its line)
 */
export function readTable(bytes: Uint8Array): Result<Table> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  // One line ending, also inside quotes, so that lines count as an editor counts them.
  const text = decoded.value.text.replace(/\r\n?/g, '\n');
  const declared = /^sep=([,;|\t])\n/i.exec(text)?.[1];
  const separator = separators.find((known) => known === declared) ?? guessSeparator(text);
  const raw = splitRows(text, separator);
  if (!raw.ok) return raw;
  return tableOf(declared ? raw.value.slice(1) : raw.value, { encoding: decoded.value.encoding, separator });
}

/**
 * Makes a table of rows from any source.
 *
 * @param raw  in the order of the source; the first that is not blank is the head
 */
function tableOf(
  raw: readonly RawRow[],
  source: Pick<Table, 'encoding' | 'separator'> = { encoding: null, separator: null },
): Result<Table> {
  const [head, ...body] = raw
    .map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!head) return refuse('CANNOT_READ', { why: 'it is empty; a list needs a row of column names' });

  const width = head.cells.length;
  const unnamed = head.cells.flatMap((name, at) => (name === '' ? [at] : []));
  const filled = new Map(unnamed.map((at) => [at, body.filter(({ cells }) => cells[at]).length]));
  const kept = head.cells.flatMap((name, at) => (name !== '' || filled.get(at) ? [at] : []));
  const rare = unnamed.filter((at) => (filled.get(at) ?? 0) * 2 < body.length);
  const { columns, remarks } = nameColumns(
    kept.map((at) => ({ at, name: head.cells[at] ?? '' })),
    head.line,
  );
  return accept({
    ...source,
    columns,
    headRemarks: remarks,
    rows: body.map(({ line, cells }) => ({
      line,
      cells: kept.map((at) => cells[at] ?? ''),
      ragged: raggedness(cells, width, rare),
    })),
  });
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

/** The separator that cuts the head into most columns; what stands in quotes does not count. */
function guessSeparator(text: string): Separator {
  const head = text.split('\n', 100).find((line) => /[^\s,;|]/.test(line)) ?? '';
  const bare = head.replace(/"[^"]*"/g, '');
  const count = (separator: Separator) => bare.split(separator).length;
  return separators.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function splitRows(text: string, separator: Separator): Result<readonly RawRow[]> {
  const rows = attempt(text, separator, { trim: true });
  // A cell such as `"15" rack`: read again, so that quotes which do not enclose a whole cell are part of its text.
  if (!rows.ok && rows.error.details.code === 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE') {
    return attempt(text, separator, { ltrim: true });
  }
  return rows;
}

type Trim = { readonly trim: true } | { readonly ltrim: true };

function attempt(text: string, separator: Separator, trim: Trim): Result<readonly RawRow[]> {
  try {
    return accept(parseRows(text, separator, trim));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const whole = Number(error.records ?? 0);
    // The error names the line where reading ended; the trouble begins after the last whole row.
    const line = whole === 0 ? 1 : endOf(parseRows(text, separator, { ...trim, to: whole })) + 1;
    const why =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? `a quote is opened in line ${line} and never closed`
        : `it is no table from line ${line} on`;
    return refuse('CANNOT_READ', { why, line, code: error.code });
  }
}

interface ParsedRow extends RawRow {
  /** the line where it ends */
  readonly end: number;
}

function parseRows(text: string, separator: Separator, options: Trim & { readonly to?: number }): readonly ParsedRow[] {
  const records: unknown = parse(text, {
    ...options,
    delimiter: separator,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    info: true,
  });
  // csv-parse's types leave out the shape that `info: true` gives.
  const parsed = records as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
  return parsed.map(({ record, info }, i) => ({
    line: (parsed[i - 1]?.info.lines ?? 0) + 1,
    end: info.lines,
    cells: record,
  }));
}

const endOf = (rows: readonly ParsedRow[]): number => rows.at(-1)?.end ?? 0;
