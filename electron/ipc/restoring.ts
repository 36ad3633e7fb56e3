import { z } from 'zod';
import { type Result, refuse } from '../../shared/result.ts';
import type { Custody } from '../custody.ts';
import { type Restored, restoredData } from '../lifecycle/restoreStore.ts';
import type { Job, JobWatch } from './jobs.ts';
import { workerResult } from './workerResult.ts';

export interface RestoreWish {
  /** the backup */
  readonly from: string;
  /** who asked for it, as they sign in; null: the app itself */
  readonly by: { readonly name: string; readonly pin: string } | null;
  start(watch: JobWatch): Job;
}

const head = z.object({ seq: z.int(), hash: z.string() });
const restored = workerResult<Restored>(
  z.object({
    path: z.string(),
    events: z.int(),
    backupHead: head,
    formerHead: head.nullable(),
    replaced: z.string().nullable(),
  }),
);

/** Lets the backup be checked and put in place. @returns also CANNOT_WRITE for a process that ended before it was done */
export async function putBack(
  { from, start }: RestoreWish,
  { report, ...watch }: JobWatch & { report(what: string, error: unknown): void },
): Promise<Result<Restored>> {
  try {
    return restored.parse(await start(watch).outcome);
  } catch (error) {
    report('restoring', error);
    return refuse('CANNOT_WRITE', { path: from, why: 'restoring it stopped; see the log' });
  }
}

/** The restore is what the restored store tells first. Whoever asked may not be known in it: then the app says it. */
export async function recordRestored(custody: Custody, done: Restored, { from, by }: RestoreWish): Promise<void> {
  const signedIn = by && (await custody.signIn(by.name, by.pin, 'window'));
  await custody.recordRestore(signedIn?.ok ? signedIn.value : null, restoredData(done, from));
}
