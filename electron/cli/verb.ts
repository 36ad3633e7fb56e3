import { parseArgs } from 'node:util';
import type { Terminal } from './terminal.ts';

/** The words on the command line make no sense; nothing was done. The message says what would. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' | 'list' }>>;

type Values<O extends Options> = {
  readonly [K in keyof O]?: O[K]['type'] extends 'boolean'
    ? true
    : O[K]['type'] extends 'list'
      ? readonly string[]
      : string;
};

interface Definition<O extends Options> {
  readonly name: string;
  /** one line for the list of verbs */
  readonly summary: string;
  /** what stands behind the name, then a blank line, then what a person needs to know */
  readonly usage: string;
  readonly options: O;
  /** how many words besides the options */
  readonly words: { readonly min: number; readonly max: number };
  /** @returns the exit status: 0 done, 1 refused */
  run(values: Values<O>, words: readonly string[], terminal: Terminal): Promise<number>;
}

export interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  /** @throws {WrongUsage} before anything is touched */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** Ties a verb's options to what its `run` is given. */
export function defineVerb<const O extends Options>(definition: Definition<O>): Verb {
  const { name, summary, options, words } = definition;
  const usage = `assettrack ${name} ${definition.usage}`;

  return {
    name,
    summary,
    usage,
    async run(args, terminal) {
      refusePin(args);
      const { values, positionals } = readArguments(args, options);
      if (values.help !== undefined) {
        await terminal.out(`${usage}\n`);
        return 0;
      }
      if (positionals.length < words.min) throw new WrongUsage(`something is missing behind "${name}"`);
      const extra = positionals[words.max];
      if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many`);
      // parseArgs has checked names and types against `options`; that it did cannot be said in types.
      return definition.run(values as Values<O>, positionals, terminal);
    },
  };
}

function readArguments(args: readonly string[], options: Options) {
  const known: Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }> = {
    ...Object.fromEntries(
      Object.entries(options).map(([name, { type }]) => [name, { type: type === 'list' ? 'string' : type }]),
    ),
    help: { type: 'boolean', short: 'h' },
  };
  const { tokens, positionals } = inWords(() =>
    parseArgs({ args: [...args], options: known, allowPositionals: true, tokens: true }),
  );

  const values: Record<string, string | true | string[]> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const listed = values[token.name];
    if (options[token.name]?.type === 'list' && token.value) {
      values[token.name] = [...(Array.isArray(listed) ? listed : []), token.value];
      continue;
    }
    if (listed !== undefined) throw new WrongUsage(`--${token.name} is there twice`);
    if (token.value === '') throw new WrongUsage(`--${token.name} has nothing behind it`);
    values[token.name] = token.value ?? true;
  }
  return { values, positionals };
}

function inWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    // Its first sentence says what is wrong, the others how to write file names that begin with a dash.
    if (error instanceof TypeError) throw new WrongUsage(error.message.split('. ')[0]);
    throw error;
  }
}

/** A PIN among the arguments would stand in the shell's history and in the list of processes. */
function refusePin(args: readonly string[]): void {
  if (args.some((arg) => /^--?pin(=|$)/i.test(arg))) {
    throw new WrongUsage('a PIN is never an argument: set ASSETTRACK_PIN, or type it when asked');
  }
}
