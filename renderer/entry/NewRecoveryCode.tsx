import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Refused as RefusedAnswer } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { Busy } from '../parts/Busy.tsx';
import { Refused } from '../parts/Refused.tsx';
import { appStore, main, useApp } from '../state/useApp.ts';
import css from './NewRecoveryCode.module.css';

/** Characters of the last group */
const GROUP = 4;

interface NewRecoveryCodeProps {
  /** the code is in force */
  readonly onDone: () => void;
  /** there is none: the PIN was not given */
  readonly onGone: () => void;
  /** to think better of it; absent: there is no way round the code */
  readonly onCancel?: () => void;
}

/** A new recovery code, shown once: to be printed, saved or written down, and shown to be by typing back its end. */
export function NewRecoveryCode({ onDone, onGone, onCancel }: NewRecoveryCodeProps) {
  const [code, setCode] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const organisation = useApp(({ store }) => (store?.state === 'open' ? store.organisation : ''));
  const field = useRef<HTMLInputElement>(null);
  const begun = useRef(false);
  const { recovery } = words.admin;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a code is made once
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void make().then((made) => (made === null ? onGone() : setCode(made)));
  }, []);
  useEffect(() => {
    if (code !== null) field.current?.focus();
  }, [code]);

  async function save(): Promise<void> {
    const answer = await main.ask('recovery.save', {});
    if (!answer.ok) setRefused(answer.error);
    else if (answer.value.path !== null) setSaved(answer.value.path);
  }

  async function confirm(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      const answer = await main.ask('recovery.confirm', { lastGroup: typed });
      if (answer.ok) onDone();
      else {
        setRefused(answer.error);
        field.current?.focus();
      }
    } finally {
      setBusy(false);
    }
  }

  if (code === null) return <Busy />;
  const wrong = refused?.details.field === 'lastGroup' ? recovery.notTheEnd : null;
  const gone = refused?.code === 'NOT_SIGNED_IN';
  return (
    <form className={css.form} onSubmit={(event) => void confirm(event)} onChange={() => setRefused(null)}>
      <figure className={css.sheet} data-recovery-sheet="" aria-label={recovery.codeLabel}>
        <figcaption>{recovery.code}</figcaption>
        <output className={css.code}>
          {code.split('-').map((group, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups have an order and nothing else
            <span key={i}>{group}</span>
          ))}
        </output>
        <pre className={css.printed} aria-hidden="true">
          {recovery.sheet(organisation, code, new Date().toISOString().slice(0, 10))}
        </pre>
      </figure>
      <div className={css.row}>
        <Button onClick={() => window.print()}>{recovery.print}</Button>
        <Button onClick={() => void save()}>{recovery.save}</Button>
        <span role="status" className="small quiet">
          {saved !== null && recovery.saved(saved)}
        </span>
      </div>
      <TextInput
        ref={field}
        label={recovery.typeBack}
        description={recovery.typeBackHint}
        value={typed}
        maxLength={GROUP}
        autoComplete="off"
        spellCheck={false}
        error={gone ? recovery.gone : wrong}
        onChange={(event) => setTyped(event.currentTarget.value.toUpperCase())}
      />
      {wrong === null && !gone && <Refused refused={refused} />}
      <div className={css.end}>
        {onCancel && <Button onClick={onCancel}>{words.cancel}</Button>}
        <Button type="submit" variant="filled" loading={busy} disabled={typed.length < GROUP}>
          {recovery.confirm}
        </Button>
      </div>
    </form>
  );
}

/** @returns the code; null: the PIN that it needs was not given, or who is signed in may not */
async function make(): Promise<string | null> {
  for (;;) {
    const answer = await main.ask('recovery.make', {});
    if (answer.ok) return answer.value.code;
    if (answer.error.details.needs !== 'pin' || !(await appStore.getState().askPin())) return null;
  }
}
