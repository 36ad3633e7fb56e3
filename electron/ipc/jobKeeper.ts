import type { JobKind, JobState } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { Job, JobWatch } from './jobs.ts';
import { refusedOf } from './refusedOf.ts';

export interface JobKeeperNeeds {
  announce(state: JobState): void;
  newId(): string;
  /** ms since 1970 UTC */
  now(): number;
  /** told of what should not have happened */
  report(what: string, error: unknown): void;
}

export interface Work {
  readonly kind: JobKind;
  /** starts the process, or the processes, that do it */
  start(watch: JobWatch): Job;
  /**
   * Takes what the process came to, once and only if nobody cancelled: what is still to be done in this process, such
   * as recording it. Its value is the outcome that the window is told; a refusal makes the job a failed one.
   */
  finish(value: unknown): Result<unknown> | Promise<Result<unknown>>;
}

export type JobKeeper = ReturnType<typeof openJobKeeper>;

/** Time between two words on how far a job is, ms: no eye sees more, and the window has other things to do. */
const BETWEEN_MS = 100;

/** Long jobs that the window asked for: each has an id, says how far it is, and can be cancelled. */
export function openJobKeeper({ announce, newId, now, report }: JobKeeperNeeds) {
  const running = new Map<string, { state: JobState; cancel: (() => void) | null }>();

  /** Begins a job. @returns its state; what follows is announced */
  function begin({ kind, start, finish }: Work): JobState {
    const job = newId();
    const first: JobState = { job, kind, startedAt: now(), done: 0, total: 0, state: 'running', error: null };
    const entry = { state: first, cancel: null as (() => void) | null };
    let said = 0;

    const say = (change: Partial<JobState>): void => {
      entry.state = { ...entry.state, ...change };
      if (entry.state.state !== 'running') running.delete(job);
      announce(entry.state);
    };
    const started = start({
      onProgress(done, total) {
        if (entry.state.state !== 'running') return;
        entry.state = { ...entry.state, done, total };
        if (now() - said < BETWEEN_MS && done < total) return;
        said = now();
        say({});
      },
    });
    entry.cancel = () => {
      (started.cancel ?? started.stop)();
      say({ state: 'cancelled' });
    };
    running.set(job, entry);
    announce(first);

    const end = async (): Promise<void> => {
      try {
        const value = await started.outcome;
        if (entry.state.state !== 'running') return;
        // What is done now is being recorded: too late to be taken back.
        entry.cancel = null;
        const finished = await finish(value);
        if (finished.ok) say({ state: 'done', outcome: finished.value });
        else say({ state: 'failed', error: refusedOf(finished.error) });
      } catch (error) {
        // The process of a cancelled job ends without an outcome; that is what was wanted.
        if (entry.state.state !== 'running') return;
        report(`the job ${kind}`, error);
        say({ state: 'failed' });
      }
    };
    void end();
    return first;
  }

  return {
    begin,
    /** What runs now, the oldest first. */
    list: (): readonly JobState[] => [...running.values()].map(({ state }) => state),
    /** @returns whether it could still be cancelled */
    cancel(job: string): boolean {
      const cancel = running.get(job)?.cancel ?? null;
      cancel?.();
      return cancel !== null;
    },
    /** Before another store takes the place of this one, and at quitting. */
    cancelAll(): void {
      for (const { cancel } of [...running.values()]) cancel?.();
    },
  };
}
