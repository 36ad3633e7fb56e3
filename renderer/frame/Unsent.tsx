import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { words } from '../../shared/uiWords.ts';
import { main } from '../state/useApp.ts';

const NOTICE = 'unsent';

/** Says once, to whoever comes back, which forms they have not sent, and leads to each. Draws nothing of its own. */
export function Unsent() {
  useEffect(() => {
    let left = false;
    void main.ask('draft.list', {}).then((drafts) => {
      if (left || drafts.length === 0) return;
      notifications.show({
        id: NOTICE,
        autoClose: false,
        withBorder: true,
        className: 'notice-warn',
        closeButtonProps: { 'aria-label': words.close },
        message: (
          <>
            {words.drafts.unsent}
            <ul>
              {drafts.map(({ form, address }) => (
                <li key={form}>
                  <a href={address} onClick={() => notifications.hide(NOTICE)}>
                    {form}
                  </a>
                </li>
              ))}
            </ul>
          </>
        ),
      });
    });
    return () => {
      left = true;
      notifications.hide(NOTICE);
    };
  }, []);
  return null;
}
