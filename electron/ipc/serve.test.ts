import type { IpcMainInvokeEvent } from 'electron';
import { expect, test } from 'vitest';
import { endpointNames } from '../../shared/ipc/names.ts';
import type { Handlers } from './answer.ts';
import { serve } from './serve.ts';

type Listener = (event: IpcMainInvokeEvent, text: unknown) => unknown;

/** Serves what each endpoint was asked, and notes it. */
function served() {
  const listeners = new Map<string, Listener>();
  const asked: string[] = [];
  const handlers = Object.fromEntries(
    endpointNames.map((name) => [
      name,
      () => {
        asked.push(name);
        return {};
      },
    ]),
  );
  // Answers of another form than the endpoint's are a fault, which is what nobody here looks at.
  serve({ handle: (name, listener) => void listeners.set(name, listener) }, handlers as unknown as Handlers, () => {});
  return { listeners, asked };
}

/** As Electron gives it: the page that sends, its main frame, and the frame that the message is from. */
function from(frame: { readonly origin: string } | null, mainFrame: unknown = frame): IpcMainInvokeEvent {
  // What the check reads of an event; the rest is Electron's own.
  return { sender: { mainFrame }, senderFrame: frame } as unknown as IpcMainInvokeEvent;
}

test('a message is answered from the top frame of our own page alone, at every endpoint', async () => {
  const { listeners, asked } = served();
  expect([...listeners.keys()].sort()).toEqual([...endpointNames].sort());
  const top = { origin: 'app://bundle' };
  const strangers = {
    'a frame that has gone': from(null, null),
    'a frame that has gone, of our window': from(null, top),
    'a frame inside our page': from({ origin: 'app://bundle' }, top),
    'a report that is previewed': from({ origin: 'null' }, top),
    'another page in our window': from({ origin: 'https://example.org' }),
    'a page of another host of our scheme': from({ origin: 'app://bundle.example.org' }),
    'a file': from({ origin: 'file://' }),
    'a page without an origin': from({ origin: '' }),
  };
  for (const [name, listener] of listeners) {
    for (const [who, event] of Object.entries(strangers)) {
      expect(() => listener(event, '{}'), `${name}: ${who}`).toThrow(`${name}: not from our window`);
    }
  }
  expect(asked).toEqual([]);
  await listeners.get('session.state')?.(from(top), '{}');
  expect(asked).toEqual(['session.state']);
});
