import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { JobProgress } from '../../parts/JobProgress.tsx';
import { Page } from '../../parts/Page.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useJob } from '../../state/jobs.ts';
import { useApp } from '../../state/useApp.ts';
import { CheckStep } from './CheckStep.tsx';
import { ConfirmStep } from './ConfirmStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { FileStep } from './FileStep.tsx';
import css from './Import.module.css';
import { ImportsSoFar } from './ImportsSoFar.tsx';
import { type Step, steps } from './importState.ts';
import { ownedBy, startOver, useImport } from './importStore.ts';
import { MapStep } from './MapStep.tsx';

const STEPS = { file: FileStep, map: MapStep, check: CheckStep, confirm: ConfirmStep, done: DoneStep } as const;

/** The way of a list into the record: file, columns, rows, confirmation, outcome. */
export function Import() {
  const { step, list, fileName, job, refused, cancelled, resumed } = useImport();
  const operator = useApp(({ session }) => (session?.status === 'signed-in' ? session.operator.operatorId : null));
  useEffect(() => {
    if (operator !== null) ownedBy(operator);
  }, [operator]);
  const state = useJob(job?.id ?? null);
  useEachStepAtItsTop(step);
  const Body = STEPS[step];
  const { imports } = words;
  return (
    <Page
      title={imports.title}
      aside={fileName !== '' && <span className="tag">{fileName}</span>}
      actions={list !== null && step !== 'done' && !job && <Button onClick={startOver}>{imports.leave}</Button>}
    >
      <Steps current={step} />
      <div>
        <div role="status">
          {resumed && (
            <p className={css.said}>
              {resumed === 'changed' ? imports.changed(fileName) : imports.resumed(moment(resumed.since))}
            </p>
          )}
          {cancelled && <p className={css.said}>{cancelled === 'late' ? imports.cancelledLate : imports.cancelled}</p>}
        </div>
        {job && state && <JobProgress job={state} label={imports.working[job.task]} />}
        <Refused refused={refused} />
      </div>
      <Body />
      {step === 'file' && <ImportsSoFar />}
    </Page>
  );
}

/** Each step is read from its beginning, also by who hears it. */
function useEachStepAtItsTop(step: Step): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    document.querySelector('main')?.scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [step]);
}

function Steps({ current }: { readonly current: Step }) {
  const at = steps.indexOf(current);
  return (
    <ol className={css.steps} aria-label={words.imports.stepsLabel}>
      {steps.map((step, i) => (
        <li key={step} aria-current={step === current ? 'step' : undefined} data-past={i < at || undefined}>
          <span className={css.number} aria-hidden="true">
            {i < at ? '✓' : i + 1}
          </span>
          {words.imports.steps[step]}
        </li>
      ))}
    </ol>
  );
}
