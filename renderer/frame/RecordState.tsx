import { Button } from '@mantine/core';
import type { VerifyState } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { moment } from '../format.ts';
import { appStore, useApp } from '../state/useApp.ts';
import css from './RecordState.module.css';

interface Said {
  readonly text: string;
  readonly more?: string;
  readonly tone: 'quiet' | 'ok' | 'bad';
}

/** What the check of the whole record has come to, in the words of the status line. */
function says(verify: VerifyState): Said {
  switch (verify.state) {
    case 'not-yet':
      return { text: words.status.verifying, tone: 'quiet' };
    case 'running': {
      const { done, total } = verify;
      const text = total > 0 ? words.status.verifyingShare(Math.floor((100 * done) / total)) : words.status.verifying;
      return { text, tone: 'quiet' };
    }
    case 'stopped':
      return { text: words.status.stopped, tone: 'quiet' };
    case 'failed':
      return { text: words.status.verifyFailed, tone: 'bad' };
    default:
      return verify.count === 0
        ? {
            text: words.status.verified(moment(verify.at)),
            more: words.status.verifiedEvents(verify.events),
            tone: 'ok',
          }
        : { text: words.status.findings(verify.count), tone: 'bad' };
  }
}

/** At the foot of the rail, in every view: has the record been checked, and is it whole? */
export function RecordState() {
  const verify = useApp(({ store }) => (store?.state === 'open' ? store.verify : null));
  const lowDiskBytes = useApp(({ store }) => (store?.state === 'open' ? store.lowDiskBytes : null));
  if (!verify) return null;
  const { text, more, tone: told } = says(verify);
  const tone = lowDiskBytes !== null && told !== 'bad' ? 'warn' : told;
  const findings = verify.state === 'done' ? verify.findings : [];
  return (
    <div className={css.state} role="status" aria-label={words.status.label} data-tone={tone}>
      <span className={css.mark} aria-hidden="true">
        {{ quiet: '…', ok: '✓', warn: '!', bad: '!' }[tone]}
      </span>
      <div>
        {text}
        {more && <div>{more}</div>}
        {lowDiskBytes !== null && <div className={css.low}>{words.status.lowDisk(lowDiskBytes)}</div>}
        {tone === 'bad' && (
          <>
            <ul className={css.findings}>
              {findings.slice(0, 3).map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
            <Button size="compact-sm" onClick={() => void appStore.getState().verifyAgain()}>
              {words.status.again}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
