import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, channelNames, endpointNames } from '../shared/ipc/names.ts';

/** One function per name, not a pass-through: a name outside the contract cannot be called or listened to. */
const ask = Object.fromEntries(
  endpointNames.map((name) => [name, (input: string) => ipcRenderer.invoke(name, input)]),
) as unknown as Bridge['ask']; // fromEntries forgets which names there are

const on = Object.fromEntries(
  channelNames.map((name) => [
    name,
    (listener: (text: string) => void) => {
      // The event object, and the sender with it, stays on this side.
      const relay = (_event: unknown, text: string) => listener(text);
      ipcRenderer.on(name, relay);
      return () => {
        ipcRenderer.off(name, relay);
      };
    },
  ]),
) as unknown as Bridge['on']; // as above

contextBridge.exposeInMainWorld('assettrack', { platform: process.platform, ask, on } satisfies Bridge);
