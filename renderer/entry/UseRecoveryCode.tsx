import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { OperatorName, Refused as RefusedAnswer } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { moment } from '../format.ts';
import { PinField } from '../parts/PinField.tsx';
import { Refused } from '../parts/Refused.tsx';
import { appStore, main } from '../state/useApp.ts';
import css from './Entry.module.css';

interface UseRecoveryCodeProps {
  /** the admin who gets the new PIN */
  readonly operator: OperatorName;
  readonly onBack: () => void;
}

/** The last admin has forgotten the PIN: the recovery code gives a new one, and leads on to a new code. */
export function UseRecoveryCode({ operator: { name }, onBack }: UseRecoveryCodeProps) {
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [differ, setDiffer] = useState(false);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const { use } = words.admin.recovery;
  const { signIn, setCodeDue } = appStore.getState();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setDiffer(pin !== again);
    if (pin !== again) return;
    setBusy(true);
    try {
      const answer = await main.ask('recovery.use', { operator: name, code, pin });
      setRefused(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      setCodeDue(true);
      await signIn(name, pin);
    } finally {
      setBusy(false);
    }
  }

  const codeError = refused && codeRefusal(refused);
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} aria-label={use.title}>
      <p>
        <b>{use.title}</b>
      </p>
      <p className="quiet">
        {use.lead(name)} {use.otherAdmin}
      </p>
      <TextInput
        autoFocus
        label={use.code}
        description={use.codeHint}
        value={code}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        error={codeError}
        onChange={(event) => {
          setRefused(null);
          setCode(event.currentTarget.value);
        }}
      />
      <div className={css.pins}>
        <PinField label={use.pin} value={pin} onChange={setPin} />
        <PinField label={use.again} value={again} onChange={setAgain} error={differ ? use.differ : null} />
      </div>
      <Refused refused={codeError === null ? refused : null} />
      <div className={css.row}>
        <Button onClick={onBack}>{use.back}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={code.trim() === '' || pin.length < 6 || again.length < 6}
        >
          {use.confirm}
        </Button>
      </div>
    </form>
  );
}

/** What is to be said at the field of the code; null: the refusal is about something else. */
function codeRefusal({ code, details }: RefusedAnswer): string | null {
  const { use } = words.admin.recovery;
  const { until } = details;
  if (typeof until === 'string') return use.lockedOut(moment(until));
  if (code === 'NOT_SIGNED_IN') return use.wrong;
  return details.field === 'code' ? use.form : null;
}
