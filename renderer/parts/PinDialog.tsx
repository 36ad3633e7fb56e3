import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { Refused as RefusedAnswer } from '../../shared/ipc/contract.ts';
import { words } from '../../shared/uiWords.ts';
import { pinRefusal } from '../entry/pinRefusal.ts';
import { appStore, useApp } from '../state/useApp.ts';
import { PinField } from './PinField.tsx';

/** Dialogs lie at 200. */
const ABOVE_DIALOGS = 250;

/** The dialog behind `askPin()`. One for the whole window. */
export function PinDialog() {
  const wish = useApp(({ pinWish }) => pinWish);
  const self = useApp(({ session }) => (session?.status === 'signed-in' ? session.operator.name : ''));
  const [pin, setPin] = useState('');
  const [refused, setRefused] = useState<RefusedAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const { givePin, dropPin } = appStore.getState();

  // A new wish begins with an empty field; the last one's digits are gone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wish is what begins anew
  useEffect(() => {
    setPin('');
    setRefused(null);
  }, [wish]);

  // Every open dialog hears Escape at the window, those below too. Heard before theirs, it gives up this one alone, and
  // what was typed below stays.
  useEffect(() => {
    function giveUp(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || appStore.getState().pinWish === null) return;
      event.stopImmediatePropagation();
      appStore.getState().dropPin();
    }
    window.addEventListener('keydown', giveUp, { capture: true });
    return () => window.removeEventListener('keydown', giveUp, { capture: true });
  }, []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    // Gone at once: what is typed while the PIN is looked at belongs to the next try.
    setPin('');
    setRefused(null);
    try {
      setRefused(await givePin(pin));
    } finally {
      setBusy(false);
    }
  }

  const whose = wish?.operator ?? self;
  return (
    <Modal
      opened={wish !== null}
      onClose={dropPin}
      closeOnEscape={false}
      title={wish?.operator === undefined ? words.pin.title : words.pin.titleOf(wish.operator)}
      size="sm"
      // Above whatever dialog asked for it.
      zIndex={ABOVE_DIALOGS}
      closeButtonProps={{ 'aria-label': words.cancel }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {wish?.why && <p className="quiet">{wish.why}</p>}
          <PinField
            autoFocus
            label={words.signIn.pinOf(whose)}
            value={pin}
            onChange={setPin}
            error={refused && pinRefusal(refused, whose)}
          />
          <Group justify="flex-end" className="dialog-foot">
            <Button onClick={dropPin}>{words.cancel}</Button>
            <Button type="submit" variant="filled" loading={busy} disabled={pin.length < 6}>
              {words.pin.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
