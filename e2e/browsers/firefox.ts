import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Kind } from './browser.ts';

// What is heard of WebDriver BiDi (https://w3c.github.io/webdriver-bidi/).
const answer = z.object({ id: z.int(), type: z.string(), result: z.unknown(), message: z.string().optional() });
const entry = z.object({
  method: z.literal('log.entryAdded'),
  params: z.object({ level: z.string(), text: z.string().nullable() }),
});
const request = z.object({
  method: z.literal('network.beforeRequestSent'),
  params: z.object({ request: z.object({ url: z.string() }) }),
});
const heard = z.union([answer, entry, request]);
const began = z.object({ capabilities: z.object({ browserVersion: z.string() }) });
const tree = z.object({ contexts: z.tuple([z.object({ context: z.string() })]) });
const value = z.object({ type: z.literal('success'), result: z.object({ value: z.string() }) });
const node = z.object({ type: z.literal('success'), result: z.object({ sharedId: z.string() }) });

/** Firefox, which speaks WebDriver BiDi without a driver. */
export const firefox: Kind = {
  programs: ['firefox-esr', 'firefox'],
  packages: 'firefox-esr',
  start: async (program, folder) => {
    const args = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port=0', 'about:blank'];
    const env = { ...process.env, HOME: folder };
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    process.once('exit', () => child.kill());
    const socket = new WebSocket(`${await addressIn(child.stderr)}/session`);
    await once(socket, 'open');
    const troubles: string[] = [];
    const asked: string[] = [];
    const waiting = new Map<number, (said: z.output<typeof answer>) => void>();
    socket.addEventListener('message', ({ data }) => {
      const { data: said } = heard.safeParse(JSON.parse(String(data)));
      if (!said) return;
      if ('id' in said) waiting.get(said.id)?.(said);
      else if (said.method === 'network.beforeRequestSent') asked.push(said.params.request.url);
      else if (said.params.level !== 'info') troubles.push(said.params.text ?? said.params.level);
    });
    const call = async (method: string, params: object = {}): Promise<unknown> => {
      const id = waiting.size + 1;
      const answered = new Promise<z.output<typeof answer>>((resolve) => waiting.set(id, resolve));
      socket.send(JSON.stringify({ id, method, params }));
      const { type, result, message } = await answered;
      if (type !== 'success') throw new Error(`${method}: ${message}`);
      return result;
    };
    const { capabilities } = began.parse(await call('session.new', { capabilities: {} }));
    await call('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
    const [{ context }] = tree.parse(await call('browsingContext.getTree')).contexts;
    const evaluate = (expression: string) =>
      call('script.evaluate', { expression, target: { context }, awaitPromise: true });
    return {
      name: `Firefox ${capabilities.browserVersion}`,
      open: async (url) => void (await call('browsingContext.navigate', { context, url, wait: 'complete' })),
      value: async (expression) =>
        JSON.parse(value.parse(await evaluate(`Promise.resolve(${expression}).then(JSON.stringify)`)).result.value),
      choose: async (path) => {
        const { sharedId } = node.parse(await evaluate('document.querySelector("#file")')).result;
        await call('input.setFiles', { context, element: { sharedId }, files: [path] });
      },
      troubles: async () => troubles,
      asked: () => asked,
      close: async () => {
        const gone = once(child, 'exit');
        socket.close();
        child.kill();
        await gone;
      },
    };
  },
};

/** Where it listens, as it says itself. */
async function addressIn(lines: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  for await (const line of createInterface(lines)) {
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
    if (address) return address;
    said = `${said}\n${line}`;
  }
  throw new Error(`Firefox did not start:${said}`);
}
