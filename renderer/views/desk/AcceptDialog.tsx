import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isOwnWitness } from '../../../shared/decide/handover.ts';
import { words } from '../../../shared/uiWords.ts';
import { KeptNote } from '../../parts/KeptNote.tsx';
import { SignaturePad } from '../../parts/SignaturePad.tsx';
import { fitted, type Stroke } from '../../parts/signature.ts';
import { useKeptForm } from '../../parts/useKeptForm.ts';
import css from './Acceptance.module.css';
import type { PartyState } from './acceptances.ts';
import type { Given } from './draft.ts';

interface AcceptDialogProps {
  readonly state: PartyState;
  readonly method: 'drawn' | 'witnessed';
  /** how many items are accepted */
  readonly items: number;
  readonly onAccept: (accepted: Given['accepted']) => void;
  readonly onClose: () => void;
}

const { accept } = words.desk;

/** What a party that has no PIN accepts: by hand, or before a witness. Names are kept over a crash; no signature is. */
export function AcceptDialog({ state, method, items, onAccept, onClose }: AcceptDialogProps) {
  const { party, meaning } = state;
  const [name, setName] = useState(state.name);
  const [witness, setWitness] = useState('');
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const title = (method === 'drawn' ? accept.drawTitle : accept.witnessTitle)(state.name);
  const kept = useKeptForm(title);
  const own = witness.trim() !== '' && isOwnWitness(name, witness);
  const complete = name.trim() !== '' && (method === 'drawn' ? strokes.length > 0 : witness.trim() !== '' && !own);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!complete) return;
    const how =
      method === 'drawn'
        ? { signature: fitted(strokes).map((stroke) => stroke.map(([x, y]): [number, number] => [x, y])) }
        : { witness: witness.trim() };
    kept.forget();
    onAccept({ party, name: name.trim(), meaning, method, ...how });
    onClose();
  }

  function cancel(): void {
    kept.forget();
    onClose();
  }

  return (
    <Modal opened onClose={cancel} title={title} size="lg">
      <form ref={kept.ref} onSubmit={submit}>
        <Stack gap="sm">
          <KeptNote kept={kept} />
          <p className={css.statement}>
            “{meaning}” <span className="quiet">{accept.items(items)}</span>
          </p>
          {state.named && (
            <TextInput
              label={accept.name}
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          {method === 'drawn' ? (
            <SignaturePad strokes={strokes} onChange={setStrokes} />
          ) : (
            <TextInput
              label={accept.witness}
              description={accept.witnessHint}
              error={own && accept.ownWitness}
              data-autofocus
              maxLength={120}
              value={witness}
              onChange={(event) => setWitness(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end" className="dialog-foot">
            <Button onClick={cancel}>{words.cancel}</Button>
            <Button type="submit" variant="filled" disabled={!complete}>
              {accept.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
