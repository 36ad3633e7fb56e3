import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { words } from '../../shared/uiWords.ts';
import { appStore } from '../state/useApp.ts';
import { isUnsent } from '../views/desk/draft.ts';

const NOTICE = 'unsent';

/** Says once, to whoever comes back, which forms they have not sent, and leads to each. Draws nothing of its own. */
export function Unsent() {
  useEffect(() => {
    let left = false;
    void appStore
      .getState()
      .listDrafts()
      .then((all) => {
        // A correction waits at the foot of the window by itself.
        const drafts = all.filter((draft) => isUnsent(draft) && draft.form !== words.correction.kept);
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
    // Read, it must not lie over what is opened next; the form itself says that it was brought back.
    const stop = appStore.subscribe(({ place }, before) => place !== before.place && notifications.hide(NOTICE));
    return () => {
      left = true;
      stop();
      notifications.hide(NOTICE);
    };
  }, []);
  return null;
}
