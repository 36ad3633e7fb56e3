import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Refused as RefusedAnswer } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { PinField } from '../parts/PinField.tsx';
import { Refused } from '../parts/Refused.tsx';
import { appStore } from '../state/useApp.ts';
import css from './Entry.module.css';
import { Entry } from './Entry.tsx';

/** There is no store yet: name the organisation and its first admin, or look at the sample. @param path  of the store */
export function FirstRun({ path }: { readonly path: string }) {
  const [organisation, setOrganisation] = useState('');
  const [admin, setAdmin] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const { createStore, signIn, openStore, setCodeDue } = appStore.getState();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setDiffer(pin !== again);
    if (pin !== again) return;
    setBusy(true);
    try {
      const answer = await createStore({ organisation, admin, pin });
      setRefused(answer);
      if (answer) return;
      setCodeDue(true);
      await signIn(admin, pin);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Entry title={words.firstRun.title}>
      <p className="quiet">{words.firstRun.lead}</p>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          autoFocus
          required
          label={words.firstRun.organisation}
          value={organisation}
          onChange={(event) => setOrganisation(event.currentTarget.value)}
        />
        <TextInput
          required
          label={words.firstRun.admin}
          description={words.firstRun.adminHint}
          value={admin}
          onChange={(event) => setAdmin(event.currentTarget.value)}
        />
        <div className={css.pins}>
          <PinField label={words.firstRun.pin} value={pin} onChange={setPin} />
          <PinField
            label={words.firstRun.pinAgain}
            value={again}
            onChange={setAgain}
            error={differ ? words.firstRun.pinsDiffer : null}
          />
        </div>
        <Refused refused={refused} />
        <p className="small quiet">
          {words.firstRun.where} <span className={css.path}>{path}</span>
        </p>
        <div className={css.row}>
          <span />
          <Button type="submit" variant="filled" loading={busy}>
            {words.firstRun.create}
          </Button>
        </div>
      </form>
      <div className={css.aside}>
        <p>
          <b>{words.firstRun.or}</b> <span className="quiet">{words.firstRun.sampleHint}</span>
        </p>
        <div>
          <Button onClick={() => void openStore('sample')}>{words.firstRun.sample}</Button>
        </div>
      </div>
    </Entry>
  );
}
