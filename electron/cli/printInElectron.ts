import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { PrintWish } from '../report/printWish.ts';

/** In a checkout: sets up what is missing, and prints; under a display of its own where the machine has none. */
const script = fileURLToPath(new URL('../../scripts/print.mjs', import.meta.url));

/** What prints a wish: the checkout's script, or the installed app itself, which needs a display. */
function printer(asked: string): readonly [string, ...string[]] {
  if (process.versions.electron === undefined) return [process.execPath, script, asked];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // A profile of its own, beside the wish: the app itself may be open.
  const own = ['--disable-gpu', '--log-level=3', `--user-data-dir=${join(dirname(asked), 'profile')}`];
  const app = [process.execPath, ...asRoot, ...own, `--print-document=${asked}`] as const;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY ? app : ['xvfb-run', '-a', ...app];
}

/**
 * Prints by the app's own Electron, in a process of its own: the command line itself needs no display.
 *
 * @returns what prints; it refuses with CANNOT_WRITE `{path, why}`, saying what is missing
 */
export function printInElectron(stop: AbortSignal): (wish: PrintWish) => Promise<Result<null>> {
  return async (wish) => {
    const asked = join(dirname(wish.page), 'wish.json');
    await writeFile(asked, JSON.stringify(wish));
    const { status, said } = await run(printer(asked), stop);
    if (status === 0) return accept(null);
    stop.throwIfAborted();
    return refuse('CANNOT_WRITE', {
      path: 'the PDF',
      why: said === '' ? `printing ended with status ${status}` : said,
    });
  };
}

function run(
  [command, ...args]: readonly [string, ...string[]],
  stop: AbortSignal,
): Promise<{ readonly status: number | null; readonly said: string }> {
  return new Promise((resolve) => {
    // A group of its own: a stop ends the display and Electron too.
    const child = spawn(command, args, {
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
    child.on('error', ({ message }) =>
      resolve({ status: null, said: command === 'xvfb-run' ? 'it needs a display, or the package xvfb' : message }),
    );
    child.on('close', (status) => {
      stop.removeEventListener('abort', end);
      resolve({ status, said: said.trim().replace(/\s+/g, ' ') });
    });
  });
}
