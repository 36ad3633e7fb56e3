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
    for (const kind of kinds) {
      void askQuery('queue.get', { kind }).then((answer) => {
        const rows = answer.ok ? answer.value.rows : [];
        const [first] = rows;
        if (left || !first || appStore.getState().place?.view === kind) return;
        notify(words.desk.waiting.passing(rows.length, kind, moment(first.scannedAt)), 'warn');
      });
    }
    return () => {
      left = true;
    };
  }, []);
  return null;
}
