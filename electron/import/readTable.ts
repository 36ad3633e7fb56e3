import { CsvError, parse } from 'csv-parse/sync';
import { type ReadingWish, type Separator, separators } from '../../shared/import/importForm.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { decodeText } from './decodeText.ts';
import { type RawRow, type Table, tableOf } from './tableOf.ts';

/**
 * Reads a CSV file as people keep them: guesses encoding and separator, takes either line ending, quotes with line
 * breaks inside, blank lines, and columns without a name.
 *
 * @param wish  how to read it, where somebody has said so
 * @returns CANNOT_READ when it is no text, has no head, or a quote is never closed (with its line)
 */
export function readTable(bytes: Uint8Array, wish: ReadingWish = {}): Result<Table> {
  const decoded = decodeText(bytes, wish.encoding);
  if (!decoded.ok) return decoded;
  // One line ending, also inside quotes, so that lines count as an editor counts them.
  const text = decoded.value.text.replace(/\r\n?/g, '\n');
  const declared = /^sep=([,;|\t])\n/i.exec(text)?.[1];
  const separator = wish.separator ?? separators.find((known) => known === declared) ?? guessSeparator(text);
  const raw = splitRows(text, separator);
  if (!raw.ok) return raw;
  const rows = declared ? raw.value.slice(1) : raw.value;
  const source = { encoding: decoded.value.encoding, separator, sheet: null, sheets: [] };
  return tableOf(rows, source, wish.headLine);
}

/**
 * The separator that cuts the head into most columns; what stands in quotes does not count. A title above the head has
 * none, so the first line that has one is asked.
 */
function guessSeparator(text: string): Separator {
  const lines = text.split('\n', 100).filter((line) => /[^\s,;|]/.test(line));
  const bare = lines.map((line) => line.replace(/"[^"]*"/g, '')).find((line) => /[,;\t|]/.test(line)) ?? '';
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
