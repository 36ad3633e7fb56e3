import { Button } from '@mantine/core';
import { z } from 'zod';
import type { StoreState } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { Refused } from '../parts/Refused.tsx';
import { appStore } from '../state/useApp.ts';
import { BackFromBackup } from './BackFromBackup.tsx';
import css from './Entry.module.css';
import { Entry } from './Entry.tsx';

const Findings = z.array(z.looseObject({ message: z.string() })).catch([]);

interface StoreRefusedProps {
  readonly store: Extract<StoreState, { readonly state: 'refused' }>;
}

/** The store cannot be opened: what is wrong, and what to do, in plain words. */
export function StoreRefused({ store }: StoreRefusedProps) {
  const { path, error, sample, rescue } = store;
  const { openStore } = appStore.getState();
  const steps = words.refusedStore.steps[error.code] ?? words.refusedStore.otherSteps;
  const damaged = error.code === 'STORE_DAMAGED';
  const why = typeof error.details.why === 'string' ? error.details.why : '';
  const findings = Findings.parse(error.details.findings ?? []);
  return (
    <Entry title={words.refusedStore.titles[error.code] ?? words.refusedStore.title} wide={damaged}>
      {damaged ? (
        <p role="alert" className={css.bad}>
          {words.refusedStore.damaged(why)}
        </p>
      ) : (
        <Refused refused={error} />
      )}
      <p>
        {words.refusedStore.file} <span className={css.path}>{path}</span>
      </p>
      {findings.length > 0 && (
        <>
          <h2>{words.refusedStore.findings}</h2>
          <ul className={css.steps}>
            {findings.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </>
      )}
      {rescue && (
        <>
          <h2>{words.refusedStore.rescue}</h2>
          <p>
            {rescue.copy === null ? words.refusedStore.copyNotKept : words.refusedStore.copyKept}{' '}
            <span className={css.path}>{rescue.copy}</span>
          </p>
          <BackFromBackup rescue={rescue} />
        </>
      )}
      <ol className={css.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className={css.row}>
        {sample ? <Button onClick={() => void openStore('own')}>{words.signIn.leaveSample}</Button> : <span />}
        <Button variant={damaged ? 'default' : 'filled'} onClick={() => void openStore(sample ? 'sample' : 'own')}>
          {words.retry}
        </Button>
      </div>
    </Entry>
  );
}
