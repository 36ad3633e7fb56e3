import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { JobState, Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { checkedPack } from '../../../shared/pack/checkedPack.ts';
import { keyDigits } from '../../../shared/pack/packFormat.ts';
import { words } from '../../../shared/uiWords.ts';
import { Empty } from '../../parts/Empty.tsx';
import { JobProgress } from '../../parts/JobProgress.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { useJob } from '../../state/jobs.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import { sizeText } from '../reports/sizeText.ts';
import css from './Pack.module.css';
import { PackVerdict } from './PackVerdict.tsx';

const say = words.packCheck;

/** Choose a pack, name the fingerprint that is known, and read what the check comes to. */
export function PackCheck() {
  const pack = useApp(({ openedPack }) => openedPack);
  const begun = useApp(({ packCheck }) => packCheck);
  const [key, setKey] = useState('');
  const [wrong, setWrong] = useState(false);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const { choosePack, checkPack, dropPackOffer } = appStore.getState();
  const job = useJob(begun?.job ?? null);
  const running = job?.state === 'running';
  const asked = useRef<string | null>(begun?.pack ?? null);

  async function check(): Promise<void> {
    const bad = key.trim() !== '' && keyDigits(key) === null;
    setWrong(bad);
    if (!bad) setRefused(await checkPack(key));
  }

  // A pack that comes is checked at once; one that was checked before shows what that came to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pack alone begins it, not each letter of a fingerprint
  useEffect(() => {
    dropPackOffer();
    setRefused(null);
    if (!pack || pack.why !== null || asked.current === pack.id) return;
    asked.current = pack.id;
    void check();
  }, [pack]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    void check();
  }

  if (!pack)
    return (
      <Empty title={say.none} hint={say.noneHint}>
        <Button variant="filled" onClick={() => void choosePack()}>
          {say.choose}
        </Button>
      </Empty>
    );
  return (
    <div className={css.check}>
      <div className={css.file}>
        <div>
          <bdi className={css.name}>{pack.name}</bdi>
          {pack.why === null && <div className="quiet small">{say.file(pack.folder, sizeText(pack.bytes))}</div>}
        </div>
        <Button onClick={() => void choosePack()}>{say.chooseOther}</Button>
      </div>
      {pack.why !== null && (
        <p role="alert" className={css.cannot}>
          {say.cannotRead(pack.name, pack.why)}
        </p>
      )}
      {pack.why === null && (
        <form className={css.form} onSubmit={submit}>
          <TextInput
            className={css.key ?? ''}
            label={say.fingerprint}
            description={say.fingerprintHint}
            value={key}
            error={wrong ? say.keyWrong : null}
            onChange={(event) => {
              setKey(event.currentTarget.value);
              setWrong(false);
            }}
            spellCheck={false}
            autoComplete="off"
          />
          <Button type="submit" variant="filled" disabled={running}>
            {job ? say.again : say.check}
          </Button>
        </form>
      )}
      <Refused refused={refused} />
      {running && <JobProgress job={job} label={say.checking} />}
      {job && !running && <Ended job={job} />}
    </div>
  );
}

function Ended({ job }: { readonly job: JobState }) {
  if (job.state === 'cancelled') return <p role="status">{say.cancelled}</p>;
  if (job.state === 'failed') return job.error ? <Refused refused={job.error} /> : <p role="alert">{words.jobs.bug}</p>;
  return <PackVerdict checked={checkedPack.parse(job.outcome)} />;
}
