import type { Refusal } from '../../shared/refusal.ts';
import { refused } from '../commands/commandResult.ts';
import type { Terminal } from './terminal.ts';

/** One JSON value on one line. */
export async function writeJson(terminal: Terminal, value: unknown): Promise<void> {
  await terminal.out(`${JSON.stringify(value)}\n`);
}

/** @returns the exit status of a run that was refused */
export async function writeRefusal(terminal: Terminal, refusal: Refusal): Promise<1> {
  await writeJson(terminal, refused(refusal));
  return 1;
}

/** Long enough for the system to take it in one go, short enough to hold nothing up. */
const CHUNK_CHARS = 64 * 1024;

/** Writes one JSON value a line and takes the next rows only as fast as somebody reads them. */
export async function writeJsonLines(terminal: Terminal, rows: Iterable<unknown>): Promise<void> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${JSON.stringify(row)}\n`;
    if (chunk.length < CHUNK_CHARS) continue;
    await terminal.out(chunk);
    chunk = '';
  }
  if (chunk !== '') await terminal.out(chunk);
}
