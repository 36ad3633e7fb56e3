import { contextBridge } from 'electron';

/** What the page may know of the machine: enough to name its keys. */
const machine = { platform: process.platform } as const;

export type Machine = typeof machine;

contextBridge.exposeInMainWorld('machine', machine);
