import { Button, NativeSelect, Progress } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Refused as RefusedAnswer, RescueState } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { moment } from '../format.ts';
import { EntryList } from '../parts/EntryList.tsx';
import { PinField } from '../parts/PinField.tsx';
import { Refused } from '../parts/Refused.tsx';
import { main } from '../state/useApp.ts';
import css from './BackFromBackup.module.css';
import entry from './Entry.module.css';
import { pinRefusal } from './pinRefusal.ts';

const say = words.refusedStore.back;

type Rescue = NonNullable<RescueState>;
type Found = Extract<Rescue['look'], { readonly state: 'found' }>;

interface BackFromBackupProps {
  readonly rescue: Rescue;
}

/** For a damaged store: the newest backup that proved whole, what it lacks, and the restore, by an admin of it. */
export function BackFromBackup({ rescue: { look, notWhole, failed } }: BackFromBackupProps) {
  return (
    <section className={css.back} aria-label={say.title}>
      <h2>{say.title}</h2>
      {notWhole.length > 0 && <p className={css.warn}>{say.notWhole(notWhole.map(nameOf))}</p>}
      {look.state === 'looking' && (
        <>
          <p className="quiet">
            {say.looking} · {nameOf(look.file)}
          </p>
          <Progress value={(100 * look.done) / Math.max(1, look.total)} aria-label={say.looking} />
        </>
      )}
      {look.state === 'none' && (
        <>
          <p>
            <b>{say.none}</b>
          </p>
          <p>{say.noneHint}</p>
        </>
      )}
      {look.state === 'found' && <Loss found={look} />}
      <Refused refused={failed} />
      {look.state === 'found' && <Confirm key={look.path} admins={look.admins} />}
      {look.state === 'none' && (
        <div className={css.row}>
          <Another />
        </div>
      )}
    </section>
  );
}

function Loss({ found: { path, own, seq, at, missing, lost, gained } }: { readonly found: Found }) {
  return (
    <>
      <p>
        {own ? say.own : say.chosen} {say.end(seq, moment(at))} <span className={entry.path}>{path}</span>
      </p>
      <p className={css.loss} data-tone={missing?.events === 0 ? 'ok' : 'bad'}>
        {missing === null && say.missingUnknown}
        {missing?.events === 0 && say.nothingMissing}
        {missing && missing.events > 0 && say.missing(missing.events, moment(missing.until))}
      </p>
      {lost.rows.length > 0 && (
        <>
          <p className="quiet">{say.readable(lost.events)}</p>
          <EntryList label={say.readable(lost.events)} rows={lost.rows} />
        </>
      )}
      {gained > 0 && <p>{say.gained(gained)}</p>}
    </>
  );
}

/** The damaged store may not be able to say whose PIN is right: the backup says it. */
function Confirm({ admins }: { readonly admins: readonly string[] }) {
  const [name, setName] = useState(admins[0] ?? '');
  const [pin, setPin] = useState('');
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  if (admins.length === 0) {
    return (
      <div className={css.row}>
        <p>{say.noAdmin}</p>
        <Another />
      </div>
    );
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    try {
      const answer = await main.ask('rescue.restore', { operator: name, pin });
      // Once it is restored the sign-in stands here.
      if (!answer.ok) setRefused(answer.error);
    } finally {
      setPin('');
      setBusy(false);
    }
  }

  const isAboutPin = refused !== null && ['NOT_SIGNED_IN', 'LOCKED_OUT'].includes(refused.code);
  return (
    <form className={css.confirm} onSubmit={(event) => void submit(event)} aria-label={say.restore}>
      {admins.length > 1 && (
        <NativeSelect
          label={say.who}
          value={name}
          data={[...admins]}
          onChange={(event) => {
            setRefused(null);
            setName(event.currentTarget.value);
          }}
        />
      )}
      <div className={css.narrow}>
        <PinField
          label={say.pinOf(name)}
          description={say.pinHint}
          value={pin}
          onChange={setPin}
          error={isAboutPin ? pinRefusal(refused, name) : null}
        />
      </div>
      <p className="quiet">{say.after}</p>
      <Refused refused={isAboutPin ? null : refused} />
      <div className={css.row}>
        <Another />
        <Button type="submit" variant="filled" loading={busy} disabled={pin.length < 6}>
          {say.restore}
        </Button>
      </div>
    </form>
  );
}

const Another = () => <Button onClick={() => void main.ask('rescue.choose', {})}>{say.choose}</Button>;

/** The last part of a path, as either kind of system writes it. */
const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
