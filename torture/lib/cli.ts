import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../scripts/setup/places.mjs';
import { type Behind, COMPILED, type Ended, runNode } from './child.ts';
import { PIN, type Place } from './stage.ts';
import { type Said, type SaidEvent, saidEvent, type Wish } from './work.ts';

const mainOf = (tree: string): string => join(tree, 'electron', 'cli', 'main.ts');

const envOf = (place: Place) => ({ ASSETTRACK_HOME: place.home, ASSETTRACK_PIN: PIN });

/**
 * Runs the real command line on a store, to its end or its death.
 *
 * @param tree  the sources to run; undefined: ours
 */
export function cli(
  place: Place,
  args: readonly string[],
  behind: Behind | null = null,
  input = '',
  tree: string = root,
): Promise<Ended> {
  const [verb = '', ...rest] = args;
  return runNode([mainOf(tree), verb, '--store', place.path, ...rest], { env: envOf(place), behind, input });
}

/** `exec` as a process that is to be killed. It answers each line before it reads the next. */
export function startExec(
  place: Place,
  operator: string,
): { readonly child: ChildProcessWithoutNullStreams; ended: Promise<string> } {
  const child = spawn(process.execPath, [mainOf(root), 'exec', '--store', place.path, '--as', operator], {
    env: { ...process.env, ...COMPILED, ...envOf(place) },
  });
  child.stdin.on('error', () => {});
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  return { child, ended: once(child, 'close').then(() => out) };
}

export const asLines = (wishes: readonly Wish[]): string => wishes.map((wish) => `${JSON.stringify(wish)}\n`).join('');

/** What a person has seen of it: whole lines. The n-th answers the n-th wish. */
export function answersOf(out: string, wishes: readonly Wish[]): Said[] {
  const lines = out
    .slice(0, out.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
  return lines.flatMap((line, i): Said[] => {
    const wish = wishes[i];
    if (!wish) return [];
    // The command line's own form of an answer.
    const answer = JSON.parse(line) as
      | { readonly ok: true; readonly events: readonly SaidEvent[] }
      | { readonly ok: false; readonly error: { readonly code: string } };
    const { commandId } = wish;
    return answer.ok
      ? [{ kept: true, commandId, events: answer.events.map(saidEvent) }]
      : [{ kept: false, commandId, code: answer.error.code }];
  });
}
