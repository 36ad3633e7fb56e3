import { contextBridge } from 'electron';

/** What the page may know of the machine: enough to name its keys. */
contextBridge.exposeInMainWorld('machine', { platform: process.platform });
