import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { JobKind, JobState } from '../../shared/ipc/contract.ts';
import { main } from './useApp.ts';

/** Jobs that ended and are still remembered, for a view that comes back to them. */
const KEPT = 20;

/** What main says of long jobs, by their ids, in the order in which they began. */
const jobStore = createStore<{ readonly jobs: Readonly<Record<string, JobState>> }>(() => ({ jobs: {} }));

function take(state: JobState): void {
  const jobs = { ...jobStore.getState().jobs, [state.job]: state };
  const ended = Object.values(jobs).filter(({ state }) => state !== 'running');
  for (const { job } of ended.slice(0, Math.max(0, ended.length - KEPT))) delete jobs[job];
  jobStore.setState({ jobs });
}

main.listen('job', take);
// A window that was loaded anew learns what still runs; what was announced meanwhile is newer.
void main.ask('job.list', {}).then((running) => {
  for (const state of running) if (!jobStore.getState().jobs[state.job]) take(state);
});

/** A job as main announced it last; null: none of this id was heard of. */
export function useJob(job: string | null): JobState | null {
  return useStore(jobStore, ({ jobs }) => (job === null ? null : (jobs[job] ?? null)));
}

/** The newest job of a kind that is still running; null: there is none. */
export function useRunningJob(kind: JobKind): JobState | null {
  return useStore(
    jobStore,
    ({ jobs }) => Object.values(jobs).findLast((job) => job.kind === kind && job.state === 'running') ?? null,
  );
}

/** Asks main to stop a job in good order. @returns whether it could still be stopped */
export async function cancelJob(job: string): Promise<boolean> {
  const { cancelled } = await main.ask('job.cancel', { job });
  return cancelled;
}
