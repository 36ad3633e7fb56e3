import { writeFileSync } from 'node:fs';
import { importWork } from '../../electron/import/importWork.ts';
import type { ImportNeeds } from '../../electron/ipc/jobs.ts';

export interface BesideArgs {
  readonly needs: ImportNeeds;
  /** gets this process's number, for whoever has to wait for its end */
  readonly pidFile: string;
}

/** The app's own work on a list, beside the process that has the store open. */
export function importBeside({ needs, pidFile }: BesideArgs): ReturnType<typeof importWork> {
  writeFileSync(pidFile, String(process.pid));
  return importWork(needs, () => undefined);
}
