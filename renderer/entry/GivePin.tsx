import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { OperatorName, Refused } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { PinField } from '../parts/PinField.tsx';
import { appStore } from '../state/useApp.ts';
import css from './Entry.module.css';
import { pinRefusal } from './pinRefusal.ts';
import { UseRecoveryCode } from './UseRecoveryCode.tsx';

interface GivePinProps {
  readonly operator: OperatorName;
  /** this operator is signed in and only locked */
  readonly unlocks: boolean;
  /** to choose somebody else; null: there is nobody else */
  readonly onBack: (() => void) | null;
}

/** The PIN of one operator, to sign in or to unlock. */
export function GivePin({ operator, unlocks, onBack }: GivePinProps) {
  const [pin, setPin] = useState('');
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [recovering, setRecovering] = useState(false);
  const { name, role } = operator;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { signIn, unlock } = appStore.getState();
    setBusy(true);
    // Gone at once: what is typed while the PIN is looked at belongs to the next try.
    setPin('');
    setRefused(null);
    try {
      const answer = await (unlocks ? unlock(pin) : signIn(name, pin));
      setRefused(answer);
      if (answer) field.current?.focus();
    } finally {
      setBusy(false);
    }
  }

  if (recovering) return <UseRecoveryCode operator={operator} onBack={() => setRecovering(false)} />;
  return (
    <form onSubmit={(event) => void submit(event)} className={css.form}>
      <p className="quiet">{unlocks ? words.signIn.lockedFor(name) : words.top.signedIn(name, role)}</p>
      <PinField
        key={name}
        autoFocus
        inputRef={field}
        label={words.signIn.pinOf(name)}
        value={pin}
        onChange={setPin}
        error={refused && pinRefusal(refused, name)}
      />
      <div className={css.row}>
        {onBack ? <Button onClick={onBack}>{words.signIn.someoneElse}</Button> : <span />}
        <Button type="submit" variant="filled" loading={busy} disabled={pin.length < 6}>
          {unlocks ? words.signIn.unlock : words.signIn.submit}
        </Button>
      </div>
      {role === 'admin' && (
        <div className="flush">
          <Button variant="subtle" onClick={() => setRecovering(true)}>
            {words.admin.recovery.forgotten}
          </Button>
        </div>
      )}
    </form>
  );
}
