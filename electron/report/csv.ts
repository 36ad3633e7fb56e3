import { stringify } from 'csv-stringify';

/**
 * Would a spreadsheet run this text as a formula? Signs that start one, half and full width, also behind spaces and
 * invisible marks, and the control characters that some programs drop in front of them.
 */
const FORMULA = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠]|[\t\r\n\0])/u;

/** Text that a spreadsheet shows as it is written: what could be a formula gets an apostrophe in front. */
export function inert(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/**
 * Turns rows into CSV as RFC 4180 has it: a head, every field quoted, CRLF after every line, UTF-8. Objects and lists
 * are written as JSON; a negative number is treated as text, so it gets the apostrophe too.
 *
 * @returns a stream that takes lists of cells, each as long as `columns`
 */
export function csvWriter(columns: readonly string[]) {
  return stringify({
    header: true,
    columns: [...columns],
    quoted: true,
    quoted_empty: true,
    record_delimiter: 'windows',
    cast: {
      string: inert,
      number: (value) => inert(String(value)),
      boolean: String,
      object: (value) => inert(JSON.stringify(value)),
    },
  });
}
