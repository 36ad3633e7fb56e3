import { Button } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import css from './Pack.module.css';

/** At the foot of the pages before anybody is signed in: the way to check a pack, and a pack that was opened meanwhile. */
export function PackDoor() {
  const closed = useApp(({ session }) => session?.status === 'signed-in');
  const busy = useApp(({ store }) => store?.state === 'writing-sample' || store?.state === 'restoring');
  const offered = useApp(({ packOffered, openedPack }) => (packOffered ? openedPack : null));
  if (closed || busy) return null;
  const { notice, entry } = words.packCheck;
  return (
    <div className={css.door}>
      <div role="status">{offered && <bdi>{notice.text(offered.name)}</bdi>}</div>
      <Button variant={offered ? 'filled' : 'subtle'} onClick={() => appStore.getState().showPackPage(true)}>
        {offered ? notice.check : entry}
      </Button>
    </div>
  );
}
