import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { HandoverKind } from '../../../shared/contract/commands.ts';
import { words } from '../../../shared/uiWords.ts';
import { Refused } from '../../parts/Refused.tsx';
import { useCommand } from '../../state/useApp.ts';
import css from './Desk.module.css';

const { discard, queue } = words.desk;

/** Empties the list, after a second thought: what was scanned by hand is work. */
export function DiscardAll({ kind, lines }: { readonly kind: HandoverKind; readonly lines: number }) {
  const [asking, setAsking] = useState(false);
  const { run, busy, refused } = useCommand();

  async function confirm(): Promise<void> {
    const answer = await run({ command: 'queue.discard', kind });
    if (answer.ok) setAsking(false);
  }

  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {queue.discard}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={discard.title(lines)}>
        <p className={css.plain}>{discard.hint}</p>
        <Refused refused={refused} />
        <Group justify="flex-end" mt="md" className="dialog-foot">
          <Button data-autofocus onClick={() => setAsking(false)}>
            {words.cancel}
          </Button>
          <Button color="red" variant="filled" loading={busy} onClick={() => void confirm()}>
            {discard.confirm(lines)}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
