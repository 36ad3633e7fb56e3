import { Interrupted } from './askHidden.ts';
import { OutputClosed, processTerminal, STATUS_INTERRUPTED, STATUS_OUTPUT_CLOSED, type Terminal } from './terminal.ts';
import { WrongUsage } from './verb.ts';
import { findVerb, isVerb, listOfVerbs } from './verbs.ts';
import { version } from './version.ts';
import { keepYoungHeapSmall } from './youngHeap.ts';

const STATUS_WRONG_USAGE = 2;
/** As sysexits.h has it for an error in the program itself. */
const STATUS_BUG = 70;

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) throw new WrongUsage('say what to do');
  if (name === '--version' || name === '-V') {
    await terminal.out(`${version}\n`);
    return 0;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const wanted = rest[0] === undefined ? null : await findVerb(rest[0]);
    await terminal.out(`${wanted?.usage ?? (await listOfVerbs())}\n`);
    return 0;
  }
  if (name === 'report') keepYoungHeapSmall();
  const verb = await findVerb(name);
  if (!verb) throw new WrongUsage(`there is no "${name}"`);
  return verb.run(rest, terminal);
}

/**
 * Carries out what stands on a command line, behind the program's name.
 *
 * @returns the exit status, for every way in which a run can end; all output is written by then
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal = processTerminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    if (error instanceof OutputClosed) return STATUS_OUTPUT_CLOSED;
    if (error instanceof Interrupted) return STATUS_INTERRUPTED;
    if (error instanceof WrongUsage) {
      const about = args[0] !== undefined && isVerb(args[0]) ? `${args[0]} --help` : '--help';
      terminal.say(`assettrack: ${error.message}\nassettrack ${about} says how.`);
      return STATUS_WRONG_USAGE;
    }
    terminal.say(`assettrack: this is a bug in AssetTrack.\n${error instanceof Error ? error.stack : String(error)}`);
    return STATUS_BUG;
  }
}
