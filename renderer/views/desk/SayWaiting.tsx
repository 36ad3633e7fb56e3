import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { notify } from '../../parts/notify.ts';
import { appStore, askQuery } from '../../state/useApp.ts';
import { kinds } from './draft.ts';
import { useDraftsRead } from './useDraft.ts';

/** Tells whoever signs in what waits in their queues, wherever the window opens. The desk itself says it more fully. */
export function SayWaiting() {
  // The desk finds them there when it is opened.
  useDraftsRead();
  useEffect(() => {
    let left = false;
    const said: string[] = [];
    const unsay = (): void => {
      for (const text of said.splice(0)) notifications.hide(text);
    };
    for (const kind of kinds) {
      void askQuery('queue.get', { kind }).then((answer) => {
        const rows = answer.ok ? answer.value.rows : [];
        const [first] = rows;
        if (left || !first || appStore.getState().place?.view === kind) return;
        const text = words.desk.waiting.passing(rows.length, kind, moment(first.scannedAt));
        said.push(text);
        notify(text, 'warn');
      });
    }
    // Whoever goes to work has read it; it must not lie over the button that they come to.
    const stop = appStore.subscribe(({ place }, before) => place?.view !== before.place?.view && unsay());
    return () => {
      left = true;
      stop();
    };
  }, []);
  return null;
}
