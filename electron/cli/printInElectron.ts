import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { PrintWish } from '../report/printWish.ts';

/** Sets up what is missing, and prints; under a display of its own where the machine has none. */
const script = fileURLToPath(new URL('../../scripts/print.mjs', import.meta.url));

/**
 * Prints by the app's own Electron, in a process of its own: the command line itself needs no display.
 *
 * @returns what prints; it refuses with CANNOT_WRITE `{path, why}`, saying what is missing
 */
export function printInElectron(stop: AbortSignal): (wish: PrintWish) => Promise<Result<null>> {
  return async (wish) => {
    const asked = join(dirname(wish.page), 'wish.json');
    await writeFile(asked, JSON.stringify(wish));
    const { status, said } = await run([script, asked], stop);
    if (status === 0) return accept(null);
    stop.throwIfAborted();
    return refuse('CANNOT_WRITE', {
      path: 'the PDF',
      why: said === '' ? `printing ended with status ${status}` : said,
    });
  };
}

function run(
  args: readonly string[],
  stop: AbortSignal,
): Promise<{ readonly status: number | null; readonly said: string }> {
  return new Promise((resolve) => {
    // A group of its own: a stop ends the display and Electron too.
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: process.platform !== 'win32',
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-4000);
    });
    const end = (): void => {
      if (child.pid === undefined || child.exitCode !== null) return;
      if (process.platform === 'win32') child.kill();
      else process.kill(-child.pid, 'SIGTERM');
    };
    stop.addEventListener('abort', end, { once: true });
    child.on('error', (error) => resolve({ status: null, said: error.message }));
    child.on('close', (status) => {
      stop.removeEventListener('abort', end);
      resolve({ status, said: said.trim().replace(/\s+/g, ' ') });
    });
  });
}
