import { notifications } from '@mantine/notifications';
import { words } from '../../shared/uiWords.ts';

export type Tone = 'done' | 'warn' | 'bad';

/** Says something in passing, in a corner. What was refused is said where it happened, with `Refused`, not here. */
export function notify(text: string, tone: Tone = 'done'): void {
  notifications.show({
    message: text,
    autoClose: tone === 'done' ? 4000 : 8000,
    // One at a time of the same words: a scanner can repeat itself quickly.
    id: text,
    className: `notice-${tone}`,
    withBorder: true,
    closeButtonProps: { 'aria-label': words.close },
  });
}
