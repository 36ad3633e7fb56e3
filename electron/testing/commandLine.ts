import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { compileCache } from '../../scripts/setup/places.mjs';

const main = join(import.meta.dirname, '..', 'cli', 'main.ts');

const PIN = '246810';

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * The real command line, as processes of their own that work in `folder` and keep their keys there.
 *
 * @param uid  of whom they run as; default: whoever runs the tests
 */
export function commandLine(folder: string, env: Readonly<Record<string, string>> = {}, uid?: number) {
  const start = (args: readonly string[]): ChildProcessWithoutNullStreams =>
    spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: compileCache,
        ASSETTRACK_HOME: join(folder, 'home'),
        ASSETTRACK_PIN: PIN,
        ...env,
      },
      ...(uid === undefined ? {} : { uid }),
    });

  return {
    /** Runs to the end. */
    async run(args: readonly string[], input: string | Uint8Array = ''): Promise<Ended> {
      const child = start(args);
      // A process that refuses early does not read what it was sent.
      child.stdin.on('error', () => {});
      child.stdin.end(input);
      const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
      return { status, out, err };
    },

    /** Runs for as long as the story wants, one line at a time. */
    talk(args: readonly string[]) {
      const child = start(args);
      child.stdin.on('error', () => {});
      const err = text(child.stderr);
      const ended = once(child, 'close');
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      return {
        child,
        say: (line: string) => child.stdin.write(line),
        /** the next answer, or null when there is none any more */
        async hear(): Promise<unknown> {
          const next = await lines.next();
          return next.done ? null : JSON.parse(next.value);
        },
        async ended() {
          const [status] = await ended;
          return { status, err: await err };
        },
      };
    },
  };
}

/** The JSON values of an output, one a line. */
export const jsonLines = (out: string): unknown[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
