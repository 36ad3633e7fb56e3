import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { type Job, type JobWatch, type JobWord, jobMessage } from '../ipc/jobs.ts';
import type { PrintWish } from '../report/printWish.ts';

/** How long a process that was asked to stop may take to clear up, ms; then it is ended. */
const CLEAR_UP_MS = 5000;

/**
 * What V8 is told in the processes of some workers. An export drops what it makes at once: a heap for young objects that
 * grows to its usual 32 MB holds nothing but what nobody needs any more.
 */
const SWITCHES: Readonly<Record<string, readonly string[]>> = { reportWorker: ['--js-flags=--max-semi-space-size=2'] };

/**
 * Starts one of electron/workers/ in a process of its own. A thread would not do: a long statement of SQLite can
 * neither be stopped there nor outlived at quitting.
 *
 * @param bundle absolute path of the built app
 * @param name of the worker's file, without its ending
 */
export function startJob(bundle: string, name: string, needs: object, { onProgress, print }: JobWatch): Job {
  const child = utilityProcess.fork(join(bundle, 'workers', `${name}.js`), [JSON.stringify(needs)], {
    serviceName: `AssetTrack ${name}`,
    execArgv: [...(SWITCHES[name] ?? [])],
  });
  const unfinished: string[] = [];
  const prints = new AbortController();
  const tell = (word: JobWord): void => child.postMessage(word);

  async function printFor(id: number, wish: PrintWish): Promise<void> {
    try {
      if (!print) throw new Error(`${name} has nothing to print`);
      await print(wish, prints.signal);
      tell({ say: 'printed', id, why: null });
    } catch (error) {
      tell({ say: 'printed', id, why: error instanceof Error ? error.message : String(error) });
    }
  }

  const outcome = new Promise<unknown>((resolve, reject) => {
    child.on('message', (raw: unknown) => {
      const message = jobMessage.parse(raw);
      if (message.say === 'progress') return onProgress(message.done, message.total);
      if (message.say === 'unfinished') {
        unfinished.push(message.path);
        return;
      }
      if (message.say === 'print') {
        void printFor(message.id, message.wish);
        return;
      }
      unfinished.length = 0;
      resolve(message.value);
      child.kill();
    });
    child.on('exit', (status) => {
      prints.abort();
      for (const path of unfinished) rmSync(path, { force: true, recursive: true });
      // After an outcome this changes nothing.
      reject(new Error(`${name} ended with status ${status}`));
    });
  });
  return {
    outcome,
    stop: () => {
      child.kill();
    },
    cancel() {
      tell('stop');
      prints.abort();
      setTimeout(() => child.kill(), CLEAR_UP_MS).unref();
    },
  };
}
