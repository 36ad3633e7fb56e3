import { z } from 'zod';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Job } from './jobs.ts';

const Report = z.object({
  events: z.int(),
  findings: z.array(z.looseObject({ code: z.string(), message: z.string() })),
});

/**
 * Whether a store whose last write failed may be opened to be written again.
 *
 * @param job  a check of all of it
 * @param report  told when the check itself did not come to its end
 * @returns how many events were checked; STORE_DAMAGED with the findings; CANNOT_READ when it could not be checked
 */
export async function proveStore(
  path: string,
  job: Job,
  report: (what: string, error: unknown) => void,
): Promise<Result<number>> {
  try {
    const { events, findings } = Report.parse(await job.outcome);
    const [first] = findings;
    return first ? refuse('STORE_DAMAGED', { path, why: first.message, findings }) : accept(events);
  } catch (error) {
    report('checking a store after a write that failed', error);
    return refuse('CANNOT_READ', { path, why: 'it could not be checked' });
  }
}
