import type { Encoding } from '../../shared/import/importForm.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';

/** Byte order marks, longest first. */
const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** What people hand in instead of text: an old workbook, a PDF. */
const NOT_TEXT: readonly (readonly [string, readonly number[]])[] = [
  ['it is a workbook of an old format (.xls). Save it as .xlsx or as CSV', [0xd0, 0xcf, 0x11, 0xe0]],
  ['it is a PDF. Save the list as CSV or as .xlsx', [0x25, 0x50, 0x44, 0x46]],
];

/**
 * Reads a file's bytes as text: by its byte order mark, else as UTF-8 if every byte fits, else as Windows-1252, which
 * is what a spreadsheet program on a western laptop writes.
 *
 * @param wanted  the encoding, where somebody has said so
 * @returns the text without its mark; CANNOT_READ when it is no text
 */
export function decodeText(
  bytes: Uint8Array,
  wanted?: Encoding,
): Result<{ readonly encoding: Encoding; readonly text: string }> {
  const other = NOT_TEXT.find(([, start]) => startsWith(bytes, start));
  if (other) return refuse('CANNOT_READ', { why: other[0] });

  const marked = MARKS.find(([, mark]) => startsWith(bytes, mark));
  const encoding = wanted ?? marked?.[0] ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  // A NUL is in no list; without a mark it is UTF-16 (every second byte), which cannot be told from chance.
  if (!encoding.startsWith('utf-16') && bytes.includes(0)) {
    return refuse('CANNOT_READ', { why: 'it is no text file (it has NUL bytes). Save it as UTF-8' });
  }
  // The decoder drops the mark of its own encoding.
  return accept({ encoding, text: new TextDecoder(encoding).decode(bytes) });
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
