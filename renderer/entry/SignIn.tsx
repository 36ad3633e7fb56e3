import { Button, Group, TextInput } from '@mantine/core';
import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { OperatorName } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { appStore, main, useApp } from '../state/useApp.ts';
import css from './Entry.module.css';
import { Entry } from './Entry.tsx';
import { GivePin } from './GivePin.tsx';
import { RemoveSample } from './RemoveSample.tsx';

/** More names than this are searched rather than looked through. */
const FEW = 9;

/** Who is at the keyboard? Also the lock: then it asks for the PIN of who is signed in, unless somebody else comes. */
export function SignIn() {
  const locked = useApp(({ session }) => (session?.status === 'locked' ? session.operator : null));
  const switching = useApp((state) => state.switching);
  const sample = useApp(({ store }) => (store?.state === 'open' ? store.sample : null));
  const operators = useOperators();
  const [chosen, choose] = useState<OperatorName | null>(null);
  const { showEverybody, openStore } = appStore.getState();
  const whose = chosen ?? (switching ? null : locked);

  // Who locks again is asked for the PIN again, whoever was chosen the last time.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lock is what begins anew
  useEffect(() => choose(null), [locked, switching]);

  const back = (): void => {
    choose(null);
    showEverybody(true);
  };

  return (
    <Entry title={whose && whose.operatorId === locked?.operatorId ? words.signIn.locked : words.signIn.title}>
      {whose ? (
        <GivePin
          key={whose.operatorId}
          operator={whose}
          unlocks={whose.operatorId === locked?.operatorId}
          onBack={(operators && operators.length > 1) || locked ? back : null}
        />
      ) : (
        // Asked as soon as it can be answered: a digit pressed before would choose nobody.
        operators && <Names operators={operators} onChoose={choose} />
      )}
      {sample && (
        <div className={css.sample}>
          <p>{words.signIn.sample}</p>
          <p>
            <b>{words.signIn.samplePin(sample.pin)}</b>
          </p>
          <Group>
            <Button onClick={() => void openStore('own')}>{words.signIn.leaveSample}</Button>
            <RemoveSample />
          </Group>
        </div>
      )}
    </Entry>
  );
}

interface NamesProps {
  readonly operators: readonly OperatorName[];
  readonly onChoose: (operator: OperatorName) => void;
}

/** Everybody who can sign in. A digit chooses one of the first nine: two keys from the work of one to that of another. */
function Names({ operators, onChoose }: NamesProps) {
  const [text, setText] = useState('');
  const asked = text.trim().toLowerCase();
  const matching = operators.filter(({ name }) => name.toLowerCase().includes(asked));
  const few = operators.length <= FEW;

  // With the names, not after them: who knows the digit presses it at once.
  useLayoutEffect(() => {
    if (!few) return;
    const press = (event: KeyboardEvent): void => {
      const operator = /^[1-9]$/.test(event.key) ? operators[Number(event.key) - 1] : undefined;
      if (!operator || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      // At once: the next key may be the first digit of the PIN.
      flushSync(() => onChoose(operator));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [few, operators, onChoose]);

  return (
    <>
      <p className="quiet">{words.signIn.who}</p>
      {!few && (
        <TextInput
          label={words.signIn.find}
          value={text}
          autoFocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <ul className={css.names} aria-label={words.signIn.who}>
        {matching.map((operator, i) => (
          <li key={operator.operatorId}>
            <button
              type="button"
              className={css.name}
              // biome-ignore lint/a11y/noAutofocus: the one thing to do on this page is to choose
              autoFocus={few && i === 0}
              onClick={() => onChoose(operator)}
            >
              {few && <kbd>{i + 1}</kbd>}
              {operator.name}
              <span className={css.role}>{words.roles[operator.role]}</span>
            </button>
          </li>
        ))}
      </ul>
      {matching.length === 0 && operators.length > 0 && <p>{words.signIn.nobody(text.trim())}</p>}
    </>
  );
}

/** Everybody who can sign in to the open store, as main knows them now; null until it has said. */
function useOperators(): readonly OperatorName[] | null {
  const path = useApp(({ store }) => (store?.state === 'open' ? store.path : ''));
  const session = useApp((state) => state.session);
  const [operators, setOperators] = useState<readonly OperatorName[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another store or the end of a session may bring other names
  useEffect(() => {
    let gone = false;
    void main.ask('session.operators', {}).then((all) => {
      if (!gone) setOperators(all);
    });
    return () => {
      gone = true;
    };
  }, [path, session]);
  return operators;
}
