import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { importTask } from '../../shared/import/importTask.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Result } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { systemClock } from '../../shared/time.ts';
import { openCustody } from '../custody.ts';
import type { ImportNeeds } from '../ipc/jobs.ts';
import { importJob } from './importJob.ts';

const taskFile = z.union([
  importTask,
  z.strictObject({ task: z.literal('undo'), batch: z.string(), reason: z.string() }),
]);

/** What comes back to the process that asked: what the window is told, and pages of rows that it may ask for. */
type Came = Result<{ readonly told: unknown; readonly pages: readonly string[] }>;

/** And what a write that failed left in doubt, for the process that goes on on the same disk; null: nothing. */
type Done = Came & { readonly doubt: Refusal | null };

/**
 * The whole work of one import job, in a process of its own, on a store that another process of ours has open and lent.
 *
 * @param onProgress  rows played of all
 */
export async function importWork(
  { path, home, migrations, operatorId, pinAgeMs, list, fileName, task: taskPath }: ImportNeeds,
  onProgress: (done: number, total: number) => void,
): Promise<Done> {
  const task = taskFile.parse(JSON.parse(readFileSync(taskPath, 'utf8')));
  // Looking at a file needs no right to write.
  const beside = task.task !== 'look';
  const opened = openCustody({ path, home, migrations, mode: beside ? 'write' : 'read', beside });
  if (!opened.ok) return { ...opened, doubt: beside ? opened.error : null };
  const custody = opened.value;
  let doubt: Refusal | null = null;
  custody.onDoubt((why) => {
    doubt = why;
  });
  const session: Session = {
    operatorId,
    pinConfirmedAt: pinAgeMs === null ? null : systemClock.monotonic() - pinAgeMs,
    confirmedOperators: [],
    via: 'window',
  };
  const work = async (): Promise<Came> => {
    if (task.task !== 'undo') {
      return importJob(custody, session, { bytes: readFileSync(list), fileName }, task, onProgress);
    }
    const { batch, reason } = task;
    const result = await custody.execute({ command: 'import.undo', batch, reason }, session, onProgress);
    if (!result.ok) return { ok: false, error: result.error };
    // The events themselves stay here: there may be tens of thousands.
    return { ok: true, value: { told: { what: 'undo', events: result.events.length }, pages: [] } };
  };
  try {
    const came = await work();
    return { ...came, doubt };
  } finally {
    custody.close();
  }
}
