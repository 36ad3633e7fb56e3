import { Button, Group, Modal, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { words } from '../../../../shared/uiWords.ts';
import { HappenedAt } from '../../../parts/HappenedAt.tsx';
import { KeptNote } from '../../../parts/KeptNote.tsx';
import { notify } from '../../../parts/notify.ts';
import { Refused } from '../../../parts/Refused.tsx';
import { useKeptForm } from '../../../parts/useKeptForm.ts';
import type { CommandRequest } from '../../../state/store.ts';
import { useCommand } from '../../../state/useApp.ts';
import css from './Acts.module.css';
import { Consequence } from './Consequence.tsx';
import { type Fields, fieldError, unclaimed } from './fieldError.ts';
import { usePreview } from './usePreview.ts';

interface ActDialogProps {
  readonly title: string;
  /** a sentence under the title: what this does, or what to know before */
  readonly lead?: ReactNode;
  /** what would be given, without time and note; null: something has to be chosen first */
  readonly command: CommandRequest | null;
  /** on the button that commits */
  readonly confirm: string;
  /** what is said when it is done */
  readonly done: string;
  /** cannot be undone by another act, only corrected */
  readonly grave?: boolean;
  /** asks for a note besides */
  readonly noted?: boolean;
  /** shows what it would change before it is confirmed */
  readonly previewed?: boolean;
  /** everything is chosen already: the focus begins on the button that commits */
  readonly ready?: boolean;
  /** what its fields are called in refusals: those show their own */
  readonly fields?: Fields;
  readonly size?: 'md' | 'lg' | 'xl';
  /** the fields; `error` says why one of them was refused */
  readonly children?: (error: (field: string) => string | null) => ReactNode;
  /** @param done  was it carried out? */
  readonly onClose: (done: boolean) => void;
}

const NO_FIELDS: Fields = [];

/**
 * A deliberate act: what is to be said of it, when it happened, what it would change, and one button that commits.
 * What was refused stands at its field, or above the button, and everything typed stays.
 */
export function ActDialog(props: ActDialogProps) {
  const {
    title,
    lead,
    command,
    confirm,
    done,
    grave = false,
    noted = false,
    previewed = false,
    ready = false,
    size = 'lg',
  } = props;
  const { fields = NO_FIELDS, children, onClose } = props;
  const [occurredAt, setOccurredAt] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const { run, busy, refused, clear } = useCommand();
  const kept = useKeptForm(title);
  const whole = command && {
    ...command,
    ...(occurredAt === null ? {} : { occurredAt }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
  const preview = usePreview(previewed ? whole : null);
  // A reason that nobody has had the time to write is no mistake yet.
  const expected = preview?.refused?.code === 'REASON_REQUIRED' ? null : (preview?.refused ?? null);
  const shown = refused ?? expected;

  async function commit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!whole || busy) return;
    const answer = await run(whole);
    if (!answer.ok) return;
    kept.forget();
    notify(done);
    onClose(true);
  }
  function cancel(): void {
    kept.forget();
    onClose(false);
  }

  return (
    <Modal opened onClose={cancel} title={title} size={size}>
      <form
        ref={kept.ref}
        className={css.form}
        onSubmit={(event) => void commit(event)}
        onChange={clear}
        onKeyDown={refuseRepeated}
        aria-label={title}
      >
        {lead && <p className={css.lead}>{lead}</p>}
        <KeptNote kept={kept} />
        {children?.((field) => fieldError(shown, fields, field))}
        {noted && (
          <Textarea
            label={words.assets.acts.note}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        <HappenedAt
          value={occurredAt}
          onChange={(at) => {
            clear();
            setOccurredAt(at);
          }}
        />
        {preview && !preview.refused && <Consequence preview={preview} />}
        <Refused refused={unclaimed(shown, fields)} />
        <Group justify="flex-end" className="dialog-foot">
          <Button onClick={cancel}>{words.cancel}</Button>
          <Button
            type="submit"
            variant="filled"
            loading={busy}
            disabled={whole === null}
            data-autofocus={ready || undefined}
            {...(grave ? { color: 'red' } : {})}
          >
            {confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** The Enter that opened the dialog, still held down, commits nothing. */
function refuseRepeated(event: KeyboardEvent): void {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
}
