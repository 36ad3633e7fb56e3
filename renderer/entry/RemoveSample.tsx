import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Refused as RefusedAnswer } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { Refused } from '../parts/Refused.tsx';
import { appStore } from '../state/useApp.ts';

const { removeSample: say } = words.signIn;

/** Deletes the sample organisation, after a question: the one thing in this app that is deleted. */
export function RemoveSample() {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const close = (): void => {
    setOpen(false);
    setRefused(null);
  };

  async function remove(): Promise<void> {
    setBusy(true);
    try {
      setRefused(await appStore.getState().removeSample());
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {say.open}
      </Button>
      <Modal opened={open} onClose={close} title={say.title} size="md">
        <Stack gap="sm">
          <p>{say.lead}</p>
          <Refused refused={refused} />
          <Group justify="flex-end" className="dialog-foot">
            <Button data-autofocus onClick={close}>
              {words.cancel}
            </Button>
            <Button variant="filled" color="red" loading={busy} onClick={() => void remove()}>
              {say.confirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
