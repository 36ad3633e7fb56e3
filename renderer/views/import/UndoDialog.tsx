import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { JobState, Refused as RefusedAnswer } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/uiWords.ts';
import { JobProgress } from '../../parts/JobProgress.tsx';
import { notify } from '../../parts/notify.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useJob } from '../../state/jobs.ts';
import { appStore, main } from '../../state/useApp.ts';
import css from './Import.module.css';
import { InTheWay } from './InTheWay.tsx';
import { ended, importAfterStop } from './importStore.ts';

interface UndoProps {
  readonly batch: string;
  readonly file: string;
  readonly onClose: (undone: boolean) => void;
}

/** Takes a whole import back, with a reason and the admin's PIN. */
export function UndoDialog({ batch, file, onClose }: UndoProps) {
  const [reason, setReason] = useState('');
  const [job, setJob] = useState<JobState | null>(null);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [cancelled, setCancelled] = useState(false);
  const running = useJob(job?.job ?? null) ?? job;
  const { undo, working, back } = words.imports;

  async function go(): Promise<void> {
    setRefused(null);
    setCancelled(false);
    if (!(await appStore.getState().askPin({ why: undo.why }))) return;
    const begun = await main.ask('import.undo', { batch, reason });
    if (!begun.ok) {
      setRefused(begun.error);
      return;
    }
    setJob(begun.value);
    const { state, outcome, error } = await ended(begun.value);
    const late = state === 'cancelled' && (await importAfterStop((row) => row.batch === batch))?.undone != null;
    setJob(null);
    setRefused(error);
    setCancelled(state === 'cancelled' && !late);
    if (late) {
      notify(undo.late, 'warn');
      onClose(true);
    }
    if (state !== 'done') return;
    const { events } = outcome as { readonly events: number }; // what an undo comes to
    notify(undo.done(events));
    onClose(true);
  }

  return (
    <Modal opened onClose={() => !job && onClose(false)} title={undo.title(file)} size="lg">
      <div className={css.stack}>
        <p>{undo.lead}</p>
        <Textarea
          data-autofocus
          label={undo.reason}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={reason}
          disabled={job !== null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {running && job && <JobProgress job={running} label={working.undo} />}
        <div role="status">{cancelled && <p className={css.said}>{undo.cancelled}</p>}</div>
        <Refused refused={refused} />
        {refused && <InTheWay refused={refused} />}
        <div className={css.row}>
          <Button disabled={job !== null} onClick={() => onClose(false)}>
            {back}
          </Button>
          <Button
            className={css.right}
            color="red"
            disabled={job !== null || reason.trim() === ''}
            onClick={() => void go()}
          >
            {undo.confirm}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
