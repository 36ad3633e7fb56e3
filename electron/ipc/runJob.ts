import process from 'node:process';
import type { z } from 'zod';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { PrintWish } from '../report/printWish.ts';
import { type JobMessage, jobWord } from './jobs.ts';

/** The line to the process that started this one. Electron puts it there; plain Node has none. */
interface Line {
  postMessage(message: JobMessage): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
}

/** What a worker may say while it works, and what it hears. */
export interface JobLine {
  /** aborts when nobody wants the outcome any more: then nothing half done may stay */
  readonly stop: AbortSignal;
  /** a file or folder that the main process takes away should this process end before its outcome */
  unfinished(path: string): void;
  /** Has the main process print. @returns CANNOT_WRITE `{path, why}` where it could not */
  print(wish: PrintWish): Promise<Result<null>>;
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
  let asked = 0;
  const prints = new Map<number, (why: string | null) => void>();
  parentPort.on('message', ({ data }) => {
    const word = jobWord.parse(data);
    if (word === 'stop') return stop.abort();
    prints.get(word.id)?.(word.why);
    prints.delete(word.id);
  });
  const line: JobLine = {
    stop: stop.signal,
    unfinished: (path) => parentPort.postMessage({ say: 'unfinished', path }),
    async print(wish) {
      const id = asked;
      asked += 1;
      const why = await new Promise<string | null>((resolve) => {
        prints.set(id, resolve);
        parentPort.postMessage({ say: 'print', id, wish });
      });
      return why === null ? accept(null) : refuse('CANNOT_WRITE', { path: wish.pdf, why });
    },
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
