import { readdirSync, readlinkSync, statSync } from 'node:fs';
import type { CDPSession, ElectronApplication } from '@playwright/test';

const MB = 1024 * 1024;

/** What the app holds at one moment, after both sides were asked to throw away what nobody needs. */
export interface Sample {
  /** of what its own JavaScript holds in the main process, MB */
  readonly mainHeap: number;
  /** of the main process in memory, MB */
  readonly mainResident: number;
  /** of the window's process in memory, MB */
  readonly windowResident: number;
  /** of what its own JavaScript holds in the window, MB */
  readonly windowHeap: number;
  /** open files, sockets and pipes of the main process, but for /dev/null */
  readonly handles: number;
  /** Electron up to the middle of 2025 loses one for each worker that ended (electron/electron#47515) */
  readonly nullHandles: number;
  /** processes of the app */
  readonly processes: number;
  /** on anything in the main process that takes them and that we can name */
  readonly mainListeners: number;
  readonly windowListeners: number;
  /** nodes of the window's documents */
  readonly nodes: number;
  /** the store's write-ahead log, MB */
  readonly wal: number;
  /** the store's file, MB */
  readonly store: number;
}

/** @param cdp  a session with the page of the window */
export async function takeSample(app: ElectronApplication, cdp: CDPSession, store: string): Promise<Sample> {
  const main = await app.evaluate(({ app: electron, BrowserWindow, ipcMain, nativeTheme, powerMonitor, session }) => {
    // Started with --expose-gc.
    (globalThis as { gc?: () => void }).gc?.();
    const [window] = BrowserWindow.getAllWindows();
    const emitters = [electron, ipcMain, nativeTheme, powerMonitor, process, session.defaultSession];
    const all = [...emitters, ...(window ? [window, window.webContents] : [])] as NodeJS.EventEmitter[]; // as Electron has them
    const of = (emitter: NodeJS.EventEmitter) =>
      emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
    const metrics = electron.getAppMetrics();
    const tab = metrics.find(({ pid }) => pid === window?.webContents.getOSProcessId());
    return {
      heap: process.memoryUsage().heapUsed,
      resident: process.memoryUsage().rss,
      window: (tab?.memory.workingSetSize ?? 0) * 1024,
      processes: metrics.length,
      listeners: all.reduce((sum, emitter) => sum + of(emitter), 0),
    };
  });
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const open = openFiles(app.process().pid ?? 0);
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return {
    mainHeap: main.heap / MB,
    mainResident: main.resident / MB,
    windowResident: main.window / MB,
    windowHeap: metric('JSHeapUsedSize') / MB,
    handles: open.filter((path) => path !== '/dev/null').length,
    nullHandles: open.filter((path) => path === '/dev/null').length,
    processes: main.processes,
    mainListeners: main.listeners,
    windowListeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    wal: sizeOf(`${store}-wal`),
    store: sizeOf(store),
  };
}

const sizeOf = (path: string): number => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) / MB;

function openFiles(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(`${folder}/${name}`)];
    } catch {
      // Closed since it was listed.
      return [];
    }
  });
}
