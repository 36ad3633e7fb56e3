import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Kind } from './browser.ts';

const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib', '/usr/lib64'];
const answer = z.object({ value: z.unknown() });
const began = z.object({ sessionId: z.string(), capabilities: z.object({ browserVersion: z.string() }) });
/** Milliseconds between two looks whether the driver answers yet, and how often. */
const [LOOK_MS, LOOKS] = [100, 100];

/** Before anything else on a page: keeps what goes wrong from there on. */
const RECORDER = `
const troubles = [];
Object.assign(globalThis, { troubles });
for (const level of ['error', 'warn']) console[level] = (...said) => troubles.push(said.join(' '));
addEventListener('error', ({ message }) => troubles.push(message));
addEventListener('unhandledrejection', ({ reason }) => troubles.push(String(reason)));
addEventListener('securitypolicyviolation', ({ violatedDirective }) => troubles.push(violatedDirective));
`;

/** The page with the recorder in it, which its policy lets run too. */
function recorded(page: string): string {
  const hash = createHash('sha256').update(RECORDER).digest('base64');
  return page
    .replace("script-src '", `script-src 'sha256-${hash}' '`)
    .replace('<title>', () => `<script>${RECORDER}</script><title>`);
}

/**
 * WebKitGTK's own small browser, by WebDriver (https://www.w3.org/TR/webdriver2/). That tells neither what the console
 * nor what the network has, and under it no console is written. So a page is opened as a copy with a recorder, and the
 * browser's proxy is ours, which answers nothing.
 */
export const webkit: Kind = {
  programs: ['WebKitWebDriver'],
  packages: 'webkit2gtk-driver',
  start: async (program, folder) => {
    const asked: string[] = [];
    const proxy = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(502).end();
    }).on('connect', ({ url = '' }, socket) => {
      asked.push(url);
      socket.end();
    });
    const port = await portOf(proxy.listen(0, '127.0.0.1'));
    const browser = LIBRARIES.flatMap((at) => ['4.1', '4.0'].map((v) => join(at, `webkit2gtk-${v}`, 'MiniBrowser')));
    const binary = browser.find((file) => existsSync(file));
    if (!binary) throw new Error(`no MiniBrowser in ${LIBRARIES.join(', ')}`);
    const free = createServer();
    const own = await portOf(free.listen(0, '127.0.0.1'));
    await new Promise((resolve) => free.close(resolve));
    const driver = spawn(program, [`--port=${own}`], { stdio: 'ignore' });
    process.once('exit', () => driver.kill());
    const call = async (method: string, path: string, body?: object): Promise<unknown> => {
      const response = await fetch(`http://127.0.0.1:${own}${path}`, {
        method,
        ...(body && { body: JSON.stringify(body) }),
      });
      const said = await response.text();
      if (!response.ok) throw new Error(`${path}: ${said}`);
      return answer.parse(JSON.parse(said)).value;
    };
    for (let looks = 0; looks < LOOKS; looks++) {
      if (await call('GET', '/status').catch(() => null)) break;
      await wait(LOOK_MS);
    }
    const args = ['--automation', `--proxy=http://127.0.0.1:${port}`];
    const wish = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args } } };
    const { sessionId, capabilities } = began.parse(await call('POST', '/session', { capabilities: wish }));
    const session = `/session/${sessionId}`;
    const value = async (expression: string): Promise<unknown> => {
      const script = `const [done] = arguments; Promise.resolve(${expression}).then((it) => done(JSON.stringify(it)))`;
      return JSON.parse(z.string().parse(await call('POST', `${session}/execute/async`, { script, args: [] })));
    };
    return {
      name: `WebKitGTK ${capabilities.browserVersion}`,
      open: async (address) => {
        const copy = join(folder, 'copy.html');
        await writeFile(copy, recorded(await readFile(fileURLToPath(address), 'utf8')));
        await call('POST', `${session}/url`, { url: pathToFileURL(copy).href });
      },
      value,
      choose: async (path) => {
        const using = { using: 'css selector', value: '#file' };
        const found = z.record(z.string(), z.string()).parse(await call('POST', `${session}/element`, using));
        await call('POST', `${session}/element/${Object.values(found)[0]}/value`, { text: path });
      },
      troubles: async () => z.array(z.string()).parse(await value('troubles')),
      asked: () => asked,
      close: async () => {
        await call('DELETE', session);
        driver.kill();
        proxy.close();
        proxy.closeAllConnections();
      },
    };
  },
};

async function portOf(server: ReturnType<typeof createServer>): Promise<number> {
  await once(server, 'listening');
  return (server.address() as AddressInfo).port; // a server of TCP has no other address
}
