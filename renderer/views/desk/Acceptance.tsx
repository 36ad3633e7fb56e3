import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { nameKey } from '../../../shared/text.ts';
import { words } from '../../../shared/uiWords.ts';
import { appStore, useAnswer } from '../../state/useApp.ts';
import css from './Acceptance.module.css';
import { AcceptDialog } from './AcceptDialog.tsx';
import type { PartyState } from './acceptances.ts';
import type { Given } from './draft.ts';
import type { DraftProps } from './Particulars.tsx';

interface AcceptanceProps extends DraftProps {
  readonly parties: readonly PartyState[];
  /** of what would be committed now; null: nothing is ready, so there is nothing to accept */
  readonly fingerprint: string | null;
  /** how many lines are ready */
  readonly items: number;
}

const { acceptance } = words.desk;

/** Both sides accept what is on the list: by PIN, by hand or before a witness. */
export function Acceptance({ parties, ...rest }: AcceptanceProps) {
  const { value: settings } = useAnswer('settings.get', {});
  const [reading, setReading] = useState(false);
  return (
    <section className="panel" aria-label={acceptance.title}>
      <div className={css.head}>
        <h2>{acceptance.title}</h2>
        {settings && (
          <Button variant="subtle" onClick={() => setReading(true)}>
            {acceptance.terms(settings.termsVersion)}
          </Button>
        )}
      </div>
      {parties.map((state) => (
        <PartyBlock key={state.party} state={state} {...rest} />
      ))}
      {settings && (
        <Modal opened={reading} onClose={() => setReading(false)} title={acceptance.termsTitle(settings.termsVersion)}>
          <p className={css.termsText}>{settings.termsText}</p>
        </Modal>
      )}
    </section>
  );
}

interface PartyBlockProps extends Omit<AcceptanceProps, 'parties'> {
  readonly state: PartyState;
}

function PartyBlock({ state, draft, change, fingerprint, items }: PartyBlockProps) {
  const { party, label, name, named, meaning, given, outdated } = state;
  const [method, setMethod] = useState<'drawn' | 'witnessed' | null>(null);
  const [naming, setNaming] = useState(false);
  const { value: operators } = useAnswer('operator.list', { active: true, limit: 1000 });
  const operator = operators?.rows.find((one) => nameKey(one.name) === nameKey(name));
  const ready = fingerprint !== null;

  function take(accepted: Given['accepted']): void {
    if (fingerprint === null) return;
    change({ given: { ...draft.given, [party]: { accepted, fingerprint, items } } });
  }

  async function confirm(): Promise<void> {
    if (!operator) return;
    const confirmed = await appStore.getState().askPin({
      operator: operator.name,
      why: acceptance.pinWhy(meaning, items),
    });
    if (confirmed) take({ party, name: operator.name, meaning, method: 'pin' });
  }

  function withdraw(): void {
    const { [party]: _, ...others } = draft.given;
    change({ given: others });
  }

  const { accepted } = given ?? {};
  return (
    <div className={css.party} data-given={given !== null}>
      <div className={css.who}>
        <span className={css.label}>{label}</span>
        {naming ? (
          <TextInput
            className={css.naming ?? ''}
            aria-label={words.desk.accept.name}
            autoFocus
            maxLength={120}
            value={name}
            onChange={(event) => change({ signers: { ...draft.signers, [party]: event.currentTarget.value } })}
            onBlur={() => setNaming(false)}
            onKeyDown={({ key }) => key === 'Enter' && setNaming(false)}
          />
        ) : named && accepted === undefined ? (
          <button type="button" className={css.name} title={words.desk.accept.name} onClick={() => setNaming(true)}>
            {name || acceptance.nobodyYet}
          </button>
        ) : (
          <b className={css.fixed}>{accepted?.name ?? name}</b>
        )}
      </div>
      <p className={css.meaning}>“{meaning}”</p>
      {outdated && <p className={css.outdated}>{acceptance.again(outdated.items, items)}</p>}
      {accepted ? (
        <div className={css.given}>
          <span className={css.by}>
            <span aria-hidden="true">✓ </span>
            {accepted.method === 'witnessed'
              ? acceptance.by.witnessed(accepted.witness ?? '')
              : acceptance.by[accepted.method]}
          </span>
          <Button variant="subtle" aria-label={acceptance.withdrawOf(accepted.name)} onClick={withdraw}>
            {acceptance.withdraw}
          </Button>
        </div>
      ) : (
        <div className={css.methods}>
          <Button
            disabled={!ready || !operator}
            title={operator ? undefined : acceptance.pinOnly}
            aria-label={acceptance.methodOf(acceptance.pin, label)}
            onClick={() => void confirm()}
          >
            {acceptance.pin}
          </Button>
          <Button
            disabled={!ready || name === ''}
            aria-label={acceptance.methodOf(acceptance.draw, label)}
            onClick={() => setMethod('drawn')}
          >
            {acceptance.draw}
          </Button>
          <Button
            disabled={!ready || name === ''}
            aria-label={acceptance.methodOf(acceptance.witness, label)}
            onClick={() => setMethod('witnessed')}
          >
            {acceptance.witness}
          </Button>
        </div>
      )}
      {method !== null && (
        <AcceptDialog state={state} method={method} items={items} onAccept={take} onClose={() => setMethod(null)} />
      )}
    </div>
  );
}
