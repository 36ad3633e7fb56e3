import { Button } from '@mantine/core';
import { useState } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { NewRecoveryCode } from '../../entry/NewRecoveryCode.tsx';
import { moment } from '../../format.ts';
import { Busy } from '../../parts/Busy.tsx';
import { notify } from '../../parts/notify.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useAnswer } from '../../state/useApp.ts';
import css from './Admin.module.css';

/** Is there a recovery code, and a new one. */
export function RecoverySection() {
  const { value: health, refused } = useAnswer('store.health', {});
  const [making, setMaking] = useState(false);
  const { recovery } = words.admin;
  const setAt = health?.recoveryCodeSetAt ?? null;
  return (
    <>
      <p className={css.lead}>{recovery.lead}</p>
      <Refused refused={refused} />
      {!health && !refused && <Busy />}
      {health && (
        <section className={`panel ${css.panel}`} aria-label={recovery.title}>
          {!making && setAt !== null && (
            <p>
              <span className="chip" data-tone="ok">
                {recovery.there}
              </span>{' '}
              {recovery.since(moment(setAt))}. <span className="quiet">{recovery.thereHint}</span>
            </p>
          )}
          {!making && setAt === null && (
            <p className={css.note}>
              <b>{recovery.none}</b> {recovery.noneHint}
            </p>
          )}
          {!making && (
            <div>
              <Button variant={setAt === null ? 'filled' : 'default'} onClick={() => setMaking(true)}>
                {setAt === null ? recovery.make : recovery.makeNew}
              </Button>
            </div>
          )}
          {making && (
            <NewRecoveryCode
              onGone={() => setMaking(false)}
              onCancel={() => setMaking(false)}
              onDone={() => {
                setMaking(false);
                notify(recovery.done);
              }}
            />
          )}
        </section>
      )}
    </>
  );
}
