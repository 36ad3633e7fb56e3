import process from 'node:process';
import type { z } from 'zod';
import type { JobMessage } from './jobs.ts';

/** The line to the process that started this one. Electron puts it there; plain Node has none. */
interface Line {
  postMessage(message: JobMessage): void;
  /** main says one thing only: stop */
  once(event: 'message', listener: () => void): void;
}

/** What a worker may say while it works, and what it hears. */
export interface JobLine {
  /** aborts when nobody wants the outcome any more: then nothing half done may stay */
  readonly stop: AbortSignal;
  /** a file that the main process takes away should this process end before its outcome */
  unfinished(path: string): void;
}

/**
 * The whole of a worker: reads what it is to do from its first argument, does it, says the outcome and ends. A bug
 * ends it with status 1 and its stack on stderr, which the main process hears of.
 */
export function runJob<N>(
  form: z.ZodType<N>,
  work: (needs: N, progress: (done: number, total: number) => void, line: JobLine) => unknown,
): void {
  const { parentPort } = process as unknown as { readonly parentPort?: Line }; // Electron's own addition to process
  if (!parentPort) throw new Error('a worker is started by the main process');
  const needs = form.parse(JSON.parse(process.argv[2] ?? 'null'));
  const stop = new AbortController();
  parentPort.once('message', () => stop.abort());
  const line: JobLine = {
    stop: stop.signal,
    unfinished: (path) => parentPort.postMessage({ say: 'unfinished', path }),
  };
  const begin = async () =>
    work(needs, (done, total) => parentPort.postMessage({ say: 'progress', done, total }), line);
  begin().then(
    (value) => parentPort.postMessage({ say: 'outcome', value }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
