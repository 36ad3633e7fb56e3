import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { compileCache } from '../../scripts/setup/places.mjs';

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** What stands between a process and its disk. */
export interface Behind {
  /** the compiled shim */
  readonly shim: string;
  /** the folder it watches */
  readonly root: string;
  /** where it writes all changes down */
  readonly log?: string;
  /** writes down there what it says, too */
  readonly answers?: boolean;
  /** a fault that waits from the first call on; see faultText */
  readonly arm?: string;
}

export const jobFile = join(import.meta.dirname, '..', 'job.ts');

const behindShim = (behind: Behind | null): Readonly<Record<string, string>> =>
  behind === null
    ? {}
    : {
        LD_PRELOAD: behind.shim,
        TORTURE_ROOT: behind.root,
        ...(behind.log !== undefined && { TORTURE_LOG: behind.log }),
        ...(behind.answers && { TORTURE_ANSWERS: '1' }),
        ...(behind.arm !== undefined && { TORTURE_ARM: behind.arm }),
      };

export const COMPILED = { NODE_COMPILE_CACHE: compileCache };

/** Runs a program under this Node to its end, however it ends. */
export async function runNode(
  args: readonly string[],
  options: {
    readonly behind?: Behind | null;
    readonly env?: Readonly<Record<string, string>>;
    readonly input?: string;
  },
): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...COMPILED, ...options.env, ...behindShim(options.behind ?? null) },
  });
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const [out, err, [status, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { status, signal, out, err };
}

/**
 * Does one of the jobs of job.ts in a process of its own.
 *
 * @param file  another tree's job.ts
 * @returns what the job answered, which the caller knows the form of; null when the process was killed
 * @throws when it ended in any other way
 */
export async function inChild<T>(name: string, args: object, behind: Behind | null, file = jobFile): Promise<T | null> {
  const ended = await runNode([file, name, JSON.stringify(args)], { behind });
  if (ended.signal === 'SIGKILL') return null;
  if (ended.status !== 0) throw new Error(`the job ${name} ended with ${ended.status ?? ended.signal}:\n${ended.err}`);
  // Both ends are of this suite.
  return JSON.parse(ended.out) as T;
}
