import type { ElectronApplication } from '@playwright/test';

/** The longest that the main process did nothing else, ms. */
export interface MainBlock {
  /** by the clock: what else the machine does counts */
  readonly main: number;
  /** by the processor time that main itself took between two turns: the same on a machine with other work */
  readonly mainBusy: number;
}

/** From now on the longest time for which the main process did nothing else. */
export function watchMain(app: ElectronApplication): Promise<void> {
  return app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    interface Watched {
      delay?: ReturnType<typeof monitorEventLoopDelay>;
      ticks?: NodeJS.Timeout;
      busy?: number;
    }
    const watched = globalThis as Watched; // ours alone
    watched.delay?.disable();
    watched.delay = monitorEventLoopDelay({ resolution: 5 });
    watched.delay.enable();
    clearInterval(watched.ticks);
    watched.busy = 0;
    let last = process.cpuUsage();
    watched.ticks = setInterval(() => {
      const taken = process.cpuUsage(last);
      last = process.cpuUsage();
      watched.busy = Math.max(watched.busy ?? 0, (taken.user + taken.system) / 1000);
    }, 5);
  });
}

/** Since `watchMain`. */
export function longestOfMain(app: ElectronApplication): Promise<MainBlock> {
  return app.evaluate(() => {
    const { delay, busy = 0 } = globalThis as { delay?: { readonly max: number }; busy?: number }; // as above
    return { main: Math.round((delay?.max ?? 0) / 1e5) / 10, mainBusy: Math.round(busy * 10) / 10 };
  });
}
