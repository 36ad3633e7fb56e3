import { accept, type Result, refuse } from '../../shared/result.ts';
import { decodeUtf8, type Line } from './lines.ts';
import { parseStrictJson } from './strictJson.ts';

/** A command is a few hundred bytes; a handover with drawn signatures some hundred thousand. */
export const MAX_LINE_BYTES = 10_000_000;

/**
 * What a line of commands says.
 *
 * @returns the JSON value, null for a blank line, or INVALID `{line, why}` when the line is no JSON of one meaning
 */
export function readCommand({ number, bytes }: Line): Result<{ readonly command: unknown } | null> {
  const invalid = (why: string) => refuse('INVALID', { field: `Line ${number}`, line: number, why });
  if (bytes === null) return invalid('is longer than 10 MB');
  const text = decodeUtf8(bytes);
  if (text === null) return invalid('is not UTF-8');
  if (text.trim() === '') return accept(null);
  const json = parseStrictJson(text);
  return json.ok ? accept({ command: json.value }) : invalid(json.problem);
}
