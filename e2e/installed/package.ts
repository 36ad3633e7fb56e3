import { execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';

const execute = promisify(execFile);
const asRoot = process.getuid?.() === 0;

/** A Debian package, as somebody installs it. */
export interface Installed {
  /** where its files lie: '' when it was really installed, else a folder that stands for the root */
  readonly root: string;
  /** takes it away, as the system's own tools do */
  remove(): Promise<void>;
}

/** Installs it: by the system where this is root, who alone may; else its files are laid into a folder. */
export async function install(deb: string, folder: string): Promise<Installed> {
  if (asRoot) {
    await execute('dpkg', ['-i', deb]);
    const remove = async () => void (await execute('dpkg', ['--purge', 'assettrack']));
    return { root: '', remove };
  }
  const root = join(folder, 'root');
  await execute('dpkg-deb', ['-x', deb, root]);
  return { root, remove: async () => rmSync(root, { recursive: true }) };
}

/** Somebody's surroundings: their home is a folder of the story's own, and nothing names another place. */
function surroundings(home: string): NodeJS.ProcessEnv {
  const { PATH, DISPLAY, XAUTHORITY } = process.env;
  return { PATH, DISPLAY, XAUTHORITY, HOME: home, LANG: 'C.UTF-8' };
}

/**
 * Runs a verb of the installed command line, as at a terminal of a machine without a display.
 *
 * @returns its standard output; @throws when its exit status is not 0
 */
export async function verb({ root }: Installed, home: string, args: readonly string[], input = ''): Promise<string> {
  const { DISPLAY: _, ...env } = surroundings(home);
  const running = execute(`${root}/usr/bin/assettrack`, args, { env: { ...env, ASSETTRACK_PIN: PIN } });
  running.child.stdin?.end(input);
  const { stdout } = await running;
  return stdout;
}

export const PIN = '246810';

/** A running window of the installed app. */
export interface Running {
  readonly page: Page;
  /** closes the window and waits until the app has ended; @returns its exit status */
  close(): Promise<number | null>;
}

/**
 * Starts the installed app as it is, with none of its fuses changed: its page is reached as a browser's, by the port
 * for developers' tools.
 *
 * @param file  opened with it, as by a double click
 */
export async function start({ root }: Installed, home: string, file?: string): Promise<Running> {
  const chromiums = [...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--remote-debugging-port=0'];
  const child = spawn(`${root}/usr/bin/assettrack`, [...chromiums, ...(file ? [file] : [])], {
    env: surroundings(home),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    void ended.then((status) => reject(new Error(`ended with status ${status}: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  return {
    page: await firstPage(browser),
    async close() {
      await browser.close().catch(() => undefined);
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('the app shows nothing');
  return context.pages()[0] ?? context.waitForEvent('page');
}
