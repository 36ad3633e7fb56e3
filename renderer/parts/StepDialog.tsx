import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { words } from '../../shared/uiWords.ts';
import type { CommandRequest } from '../state/store.ts';
import { useCommand } from '../state/useApp.ts';
import { HappenedAt } from './HappenedAt.tsx';
import { KeptNote } from './KeptNote.tsx';
import { Refused } from './Refused.tsx';
import { useKeptForm } from './useKeptForm.ts';

interface StepDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly field: string;
  readonly confirm: string;
  /** is something to be written? Blank, the button waits */
  readonly required: boolean;
  /** does the step happen at a moment of its own? A correction does not */
  readonly happens?: boolean;
  /** cannot be taken back */
  readonly grave?: boolean;
  /** the command, with what was written in it; blank is null */
  readonly command: (text: string | null) => CommandRequest;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A step that is taken with words: a note, a reason. What was refused stands above the button; what was typed stays. */
export function StepDialog(props: StepDialogProps) {
  const { title, lead, field, confirm, required, happens = true, grave = false, command, onDone, onClose } = props;
  const [text, setText] = useState('');
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  const { run, busy, refused, clear } = useCommand();
  const kept = useKeptForm(title);
  const written = text.trim() === '' ? null : text.trim();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || (required && written === null)) return;
    const answer = await run({ ...command(written), ...(occurredAt === null ? {} : { occurredAt }) });
    if (!answer.ok) return;
    kept.forget();
    onDone();
  }
  function cancel(): void {
    kept.forget();
    onClose();
  }

  return (
    <Modal opened onClose={cancel} title={title} size="lg">
      <form ref={kept.ref} onSubmit={(event) => void submit(event)} aria-label={title}>
        <Stack gap="sm">
          <p className="quiet">{lead}</p>
          <KeptNote kept={kept} />
          <Textarea
            label={field}
            required={required}
            data-autofocus
            autosize
            minRows={2}
            maxRows={8}
            maxLength={2000}
            value={text}
            onChange={(event) => {
              clear();
              setText(event.currentTarget.value);
            }}
          />
          {happens && <HappenedAt value={occurredAt} onChange={setOccurredAt} />}
          <Refused refused={refused} />
          <Group justify="flex-end" className="dialog-foot">
            <Button onClick={cancel}>{words.cancel}</Button>
            <Button
              type="submit"
              variant="filled"
              loading={busy}
              disabled={required && written === null}
              {...(grave ? { color: 'red' } : {})}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
