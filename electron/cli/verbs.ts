import { backup } from './backup.ts';
import { demo } from './demo.ts';
import { events } from './events.ts';
import { exec } from './exec.ts';
import { importVerb } from './import.ts';
import { init } from './init.ts';
import { query } from './query.ts';
import { rebuild } from './rebuild.ts';
import { report } from './report.ts';
import { restore } from './restore.ts';
import type { Verb } from './verb.ts';
import { verify } from './verify.ts';

const verbs: readonly Verb[] = [init, exec, query, events, verify, rebuild, importVerb, report, backup, restore, demo];

export function findVerb(name: string): Verb | null {
  return verbs.find((verb) => verb.name === name) ?? null;
}

export const listOfVerbs = `assettrack VERB …

${verbs.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

  assettrack VERB --help   says how a verb is used
  assettrack --version     says which release this is

Every verb takes --store FILE; without it, it works on the app's own store. The PIN of --as OPERATOR comes from the
environment variable ASSETTRACK_PIN, or is asked for. Answers are JSON on standard output, words for people go to
standard error. Exit status: 0 done, 1 refused, 2 wrong usage.`;
