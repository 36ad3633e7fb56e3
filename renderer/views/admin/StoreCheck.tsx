import { Button, Progress } from '@mantine/core';
import type { VerifyState } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import { OpenEvent } from '../exceptions/OpenEvent.tsx';
import css from './Admin.module.css';

/** The check of the whole record: begun and stopped here, its findings in plain words. */
export function StoreCheck() {
  const verify = useApp(({ store }) => (store?.state === 'open' ? store.verify : null));
  const { store } = words.admin;
  if (!verify) return null;
  const { verifyAgain, stopVerify } = appStore.getState();
  return (
    <section className={`panel ${css.panel}`} aria-label={store.check}>
      <h2>{store.check}</h2>
      <p className="quiet">{store.checkLead}</p>
      <div role="status">
        <Outcome verify={verify} />
      </div>
      {verify.state === 'running' && (
        <Progress value={(100 * verify.done) / Math.max(1, verify.total)} aria-label={store.check} />
      )}
      <div className={css.row}>
        {verify.state === 'running' ? (
          <Button onClick={() => void stopVerify()}>{store.cancel}</Button>
        ) : (
          <Button variant="filled" onClick={() => void verifyAgain()}>
            {verify.state === 'not-yet' ? store.start : store.again}
          </Button>
        )}
      </div>
      {verify.state === 'done' && verify.findings.length > 0 && <Findings verify={verify} />}
    </section>
  );
}

function Outcome({ verify }: { readonly verify: VerifyState }) {
  const { store } = words.admin;
  switch (verify.state) {
    case 'not-yet':
      return store.starting;
    case 'running':
      return verify.total === 0
        ? store.starting
        : store.running(verify.done.toLocaleString('en'), verify.total.toLocaleString('en'));
    case 'stopped':
      return store.stopped;
    case 'failed':
      return <span className="bad">{store.failed(verify.why)}</span>;
    default:
      return verify.count === 0 ? (
        <span className="ok">✓ {store.good(verify.events, moment(verify.at))}</span>
      ) : (
        <>
          <b className="bad">! {store.bad(verify.count, moment(verify.at))}</b>
          <p>{store.badHint}</p>
        </>
      );
  }
}

function Findings({ verify }: { readonly verify: Extract<VerifyState, { readonly state: 'done' }> }) {
  const { findings, count } = verify;
  const { store } = words.admin;
  return (
    <>
      <ul className={css.findings}>
        {findings.map(({ code, message, eventId }) => (
          <li key={`${code} ${message}`}>
            <div>
              <b>{store.kinds[code] ?? code}</b>
              <div>{message}</div>
            </div>
            {typeof eventId === 'string' && <OpenEvent eventId={eventId} label={store.show} />}
          </li>
        ))}
      </ul>
      {count > findings.length && <p className="quiet">{store.more(count - findings.length)}</p>}
    </>
  );
}
