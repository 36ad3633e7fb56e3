import type { ReportDocument, Section, TableSection } from '../../../shared/report/document.ts';

/**
 * Would a spreadsheet run this text as a formula? Signs that start one, half and full width, also behind spaces and
 * invisible marks, and the control characters that some programs drop in front of them.
 */
const FORMULA = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠]|[\t\r\n\0])/u;

/** Text that a spreadsheet shows as it is written: what could be a formula gets an apostrophe in front. */
export function inert(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Text that goes to the disk in one piece, in characters. */
const CHUNK_CHARS = 64 * 1024;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A report as CSV of RFC 4180: a head, every field quoted, CRLF after every line, UTF-8. Objects and lists are written as
 * JSON; a negative number is treated as text, so it gets the apostrophe too. A document of several tables is one list,
 * in which the field `row` says of which table a line is.
 *
 * @param bom begin with a byte order mark, by which some spreadsheets know UTF-8
 */
export function* csvText({ sections }: ReportDocument, bom: boolean, onRow: () => void): Generator<string> {
  const waiting: TableSection[] = [];
  const rest = tablesOf(sections());
  const told = headOf(rest, waiting);
  // A report of all assets of a store that has none has no table that could tell its fields.
  const fields = told.length === 0 ? ['row'] : told;
  let text = `${bom ? BYTE_ORDER_MARK : ''}${fields.map(quoted).join(',')}\r\n`;
  for (const { rows, lines } of chained(waiting, rest)) {
    if (lines !== undefined) {
      yield text;
      text = '';
      for (const some of lines(fields, quoted)) {
        for (let row = 0; row < some.rows; row++) onRow();
        yield some.text;
      }
      continue;
    }
    for (const { data } of rows) {
      onRow();
      let line = '';
      for (const field of fields) line += line === '' ? quoted(data[field]) : `,${quoted(data[field])}`;
      text += `${line}\r\n`;
      if (text.length < CHUNK_CHARS) continue;
      yield text;
      text = '';
    }
  }
  yield text;
}

/**
 * The fields of all tables of a document in their order. Reports of many entities repeat the same few tables, so the
 * tables of the first entities tell them all; those that were looked at are kept for writing.
 */
function headOf(tables: Iterator<TableSection>, seen: TableSection[]): readonly string[] {
  const kinds = new Map<string, readonly string[]>();
  for (let next = tables.next(); !next.done; next = tables.next()) {
    seen.push(next.value);
    if (kinds.has(next.value.row)) break;
    kinds.set(next.value.row, next.value.fields);
  }
  return [...new Set([...kinds.values()].flat())];
}

function* tablesOf(sections: Iterable<Section>): Generator<TableSection> {
  for (const section of sections) if (section.kind === 'table') yield section;
}

function* chained(first: readonly TableSection[], rest: Iterator<TableSection>): Generator<TableSection> {
  yield* first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

/** One field, always in quotes: what stands in it can end neither the field nor the line. */
function quoted(value: unknown): string {
  if (value === null || value === undefined) return '""';
  const text = inert(
    typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value),
  );
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;
}
