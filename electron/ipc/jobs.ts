import { z } from 'zod';
import { type PrintWish, printWish } from '../report/printWish.ts';

/** What a process of its own is told when it starts, as JSON in its first argument. */
export const verifyNeeds = z.object({ path: z.string(), home: z.string(), migrations: z.string() });
export const demoNeeds = z.object({ path: z.string(), home: z.string(), migrations: z.string() });

export const importNeeds = z.object({
  path: z.string(),
  home: z.string(),
  migrations: z.string(),
  operatorId: z.string(),
  /** ms since the operator confirmed with the PIN; null: not since the last lock */
  pinAgeMs: z.number().nullable(),
  /** the file with the list, and how it was called; what to do with it, as JSON in a file: it may be long */
  list: z.string(),
  fileName: z.string(),
  task: z.string(),
});
export type ImportNeeds = z.output<typeof importNeeds>;

const storePaths = { store: z.string(), home: z.string(), migrations: z.string() };
export const backupNeeds = z.object({ ...storePaths, out: z.string() });
export type BackupNeeds = z.output<typeof backupNeeds>;
/** Saying what a restore would lose and gain, or doing it. */
export const restoreNeeds = z.object({
  ...storePaths,
  task: z.enum(['preview', 'restore']),
  from: z.string(),
  /** ms since 1970 UTC, for the name of the replaced store */
  now: z.int(),
});
export type RestoreNeeds = z.output<typeof restoreNeeds>;

/**
 * What such a process says: how far it is, which file or folder is to be taken away should it end before its outcome,
 * what is to be printed, then its outcome, once.
 */
export const jobMessage = z.discriminatedUnion('say', [
  z.object({ say: z.literal('progress'), done: z.int(), total: z.int() }),
  z.object({ say: z.literal('unfinished'), path: z.string() }),
  /** asks the main process, which alone can print, for a page as PDF; answered by a `jobWord` of the same id */
  z.object({ say: z.literal('print'), id: z.int(), wish: printWish }),
  z.object({ say: z.literal('outcome'), value: z.unknown() }),
]);
export type JobMessage = z.output<typeof jobMessage>;

/** What it is told: to stop, or what became of a print. `why`: there is no PDF; null: there is. */
export const jobWord = z.union([
  z.literal('stop'),
  z.object({ say: z.literal('printed'), id: z.int(), why: z.string().nullable() }),
]);
export type JobWord = z.output<typeof jobWord>;

export interface JobWatch {
  onProgress(done: number, total: number): void;
  /** prints for the process; absent: it has nothing to print */
  print?(wish: PrintWish, stop: AbortSignal): Promise<void>;
}

/** Work in a process of its own, so that the window never waits for it. */
export interface Job {
  /** rejects when the process ends without an outcome */
  readonly outcome: Promise<unknown>;
  /** ends the process at once, wherever it is */
  stop(): void;
  /** asks it to stop in good order, leaving nothing half done; a process that does not hear is ended */
  cancel?(): void;
}
