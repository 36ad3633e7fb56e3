import { Button, Progress } from '@mantine/core';
import type { JobState } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { cancelJob } from '../state/jobs.ts';
import css from './JobProgress.module.css';
import { timeLeft } from './timeLeft.ts';

interface JobProgressProps {
  readonly job: JobState;
  /** what is being done: `Writing the report` */
  readonly label: string;
}

/** A job that runs: how far it is, about how long still, and a way to stop it. */
export function JobProgress({ job, label }: JobProgressProps) {
  const { done, total } = job;
  const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : null;
  const left = timeLeft(job, Date.now() - job.startedAt);
  return (
    <section className={css.job} aria-label={label}>
      <div className={css.said}>
        <strong>{label}</strong>
        <span className="quiet">
          {percent === null ? words.jobs.begun : words.jobs.share(percent)}
          {left !== null && ` · ${words.jobs.left(spoken(left))}`}
        </span>
      </div>
      <div className={css.bar}>
        <Progress value={percent ?? 0} aria-label={label} />
        <Button onClick={() => void cancelJob(job.job)}>{words.jobs.cancel}</Button>
      </div>
    </section>
  );
}

/** A length of time as rough as it is known. */
function spoken(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 90 ? words.jobs.seconds(seconds) : words.jobs.minutes(Math.round(seconds / 60));
}
