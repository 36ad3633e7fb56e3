import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { type RestorePreview, restorePreview } from '../../../shared/backup/restorePreview.ts';
import type { Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { EntryList } from '../../parts/EntryList.tsx';
import { JobProgress } from '../../parts/JobProgress.tsx';
import { PinField } from '../../parts/PinField.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { When } from '../../parts/When.tsx';
import { useJob } from '../../state/jobs.ts';
import { main } from '../../state/useApp.ts';
import css from './Restore.module.css';

const say = words.backup.restore;

interface RestoreDialogProps {
  /** the backup, an absolute path */
  readonly from: string;
  readonly onClose: () => void;
}

/** What a restore would lose and gain, found by checking the whole backup; then, with the PIN, the restore itself. */
export function RestoreDialog({ from, onClose }: RestoreDialogProps) {
  const [job, setJob] = useState<string | null>(null);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const checked = useJob(job);
  const preview = checked?.state === 'done' ? restorePreview.parse(checked.outcome) : null;

  useEffect(() => {
    void main.ask('backup.preview', { path: from }).then((answer) => {
      if (answer.ok) setJob(answer.value.job);
      else setRefused(answer.error);
    });
  }, [from]);
  // Cancelled, there is nothing more to show.
  useEffect(() => {
    if (checked?.state === 'cancelled') onClose();
  }, [checked?.state, onClose]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    try {
      const answer = await main.ask('backup.restore', { path: from, pin });
      // Once it is restored the sign-in stands here instead of this dialog.
      if (!answer.ok) setRefused(answer.error);
    } finally {
      setPin('');
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title={say.dialog} size="xl">
      <form onSubmit={(event) => void submit(event)} aria-label={say.dialog}>
        <Stack gap="sm">
          <p className={css.path}>{from}</p>
          {checked?.state === 'running' && <JobProgress job={checked} label={say.checking} />}
          {preview && <Consequence preview={preview} />}
          {preview && <PinField label={words.pin.title} value={pin} onChange={setPin} autoFocus />}
          <Refused refused={refused ?? (checked?.state === 'failed' ? checked.error : null)} />
          <Group justify="flex-end" className="dialog-foot">
            <Button onClick={onClose}>{words.cancel}</Button>
            {preview && (
              <Button type="submit" variant="filled" color="red" loading={busy} disabled={pin.length < 6}>
                {say.confirm}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Consequence({ preview }: { readonly preview: RestorePreview }) {
  const { backup, current, lost, gained } = preview;
  return (
    <>
      <dl className={css.ends}>
        <dt>{say.from}</dt>
        <dd>
          <When at={backup.at} /> <span className="quiet">{say.entry(backup.seq)}</span>
        </dd>
        {current && (
          <>
            <dt>{say.now}</dt>
            <dd>
              <When at={current.at} /> <span className="quiet">{say.entry(current.seq)}</span>
            </dd>
          </>
        )}
      </dl>
      {current === null && <p className="warn">{say.unreadable}</p>}
      {current && lost.events + gained.events === 0 && <p>{say.same}</p>}
      <Side title={say.lost(lost.events)} side={lost} tone="bad" />
      <Side title={say.gained(gained.events)} side={gained} tone="ok" />
      <p className="quiet">{say.kept}</p>
    </>
  );
}

interface SideProps {
  readonly title: string;
  readonly side: RestorePreview['lost'];
  readonly tone: 'bad' | 'ok';
}

function Side({ title, side: { events, rows }, tone }: SideProps) {
  if (events === 0) return null;
  return (
    <div>
      <h3 className={css.side} data-tone={tone}>
        {title}
      </h3>
      <EntryList label={title} rows={rows}>
        {rows.length < events && <p className="quiet">{say.more(events - rows.length)}</p>}
      </EntryList>
    </div>
  );
}
