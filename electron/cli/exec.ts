import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Refusal } from '../../shared/refusal.ts';
import type { Session } from '../../shared/session.ts';
import { type CommandResult, refused } from '../commands/commandResult.ts';
import type { Custody } from '../custody.ts';
import { writeJson, writeJsonLines, writeRefusal } from './answer.ts';
import { type Line, readLines } from './lines.ts';
import { MAX_LINE_BYTES, readCommand } from './readCommand.ts';
import { statusOfStop, type Terminal } from './terminal.ts';
import { defineVerb } from './verb.ts';
import { withOperator } from './withStore.ts';

export const exec = defineVerb({
  name: 'exec',
  summary: 'give commands, one a line on standard input',
  usage: `--as OPERATOR [--store FILE] [--atomic]

Reads one command a line (JSON) and answers each with one line before it reads the next. Each line is a transaction of
its own: a refused one changes nothing, and the next still runs. With --atomic all lines are recorded together or none.
Blank lines are passed over. Exit status 1 if any line was refused.

  echo '{"command":"holder.add","name":"Bob"}' | assettrack exec --store demo.sqlite --as Ada`,
  options: { store: { type: 'string' }, as: { type: 'string' }, atomic: { type: 'boolean' } },
  words: { min: 0, max: 0 },
  run: ({ store, as, atomic }, _words, terminal) =>
    withOperator({ store, as }, terminal, (custody, session) => {
      const stop = terminal.stopSignal();
      const lines = readLines(until(stop, terminal.input), MAX_LINE_BYTES);
      return (atomic ? executeTogether : executeEach)(custody, session, lines, stop, terminal);
    }),
});

async function executeEach(
  custody: Custody,
  session: Session,
  lines: AsyncIterable<Line>,
  stop: AbortSignal,
  terminal: Terminal,
): Promise<number> {
  let status = 0;
  for await (const line of lines) {
    if (stop.aborted) break;
    const read = readCommand(line);
    if (read.ok && read.value === null) continue;
    const result = read.ok ? await custody.execute(read.value?.command, session) : refused(read.error);
    if (!result.ok) status = 1;
    await writeJson(terminal, result);
    // Many lines may lie in one chunk; without a pause between them no signal would be heard.
    await letOthersRun();
  }
  return statusOfStop(stop) ?? status;
}

/** All lines wait in memory for the last one; more than this are not one piece of work. */
const MAX_ATOMIC_BYTES = 100_000_000;

async function executeTogether(
  custody: Custody,
  session: Session,
  lines: AsyncIterable<Line>,
  stop: AbortSignal,
  terminal: Terminal,
): Promise<number> {
  const commands: unknown[] = [];
  const lineOf: number[] = [];
  const unreadable = new Map<number, Refusal>();
  let bytes = 0;
  for await (const line of lines) {
    bytes += line.bytes?.length ?? 0;
    if (bytes > MAX_ATOMIC_BYTES) {
      const details = { field: `Line ${line.number}`, line: line.number, why: 'is past 100 MB of lines' };
      return writeRefusal(terminal, { code: 'INVALID', details });
    }
    const read = readCommand(line);
    if (read.ok && read.value === null) continue;
    if (!read.ok) unreadable.set(commands.length, read.error);
    commands.push(read.ok ? read.value?.command : null);
    lineOf.push(line.number);
  }
  const stopped = statusOfStop(stop);
  if (stopped !== null) return stopped;

  const [first] = unreadable.values();
  const results = first
    ? commands.map((_, i) => refused(unreadable.get(i) ?? first))
    : (await custody.executeAtomic(commands, session)).map((result) => namingTheLine(result, lineOf));
  await writeJsonLines(terminal, results);
  return results.every(({ ok }) => ok) ? 0 : 1;
}

/** The engine counts commands; a person counts lines, the blank ones too. */
function namingTheLine(result: CommandResult, lineOf: readonly number[]): CommandResult {
  if (result.ok || typeof result.error.details.line !== 'number') return result;
  const line = lineOf[result.error.details.line - 1];
  return { ...result, error: { ...result.error, details: { ...result.error.details, line } } };
}

/** A signal ends the input; a line that it cuts off counts for nothing. */
async function* until(stop: AbortSignal, input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* input;
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}
