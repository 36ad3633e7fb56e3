import { Button } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import css from './Pack.module.css';

const { notice, entry } = words.packCheck;

/** May a pack be checked here? Not while the store is being made, nor on a page that somebody who is signed in must finish. */
const useOpenDoor = (): boolean =>
  useApp(
    ({ session, store }) =>
      session?.status !== 'signed-in' && store?.state !== 'writing-sample' && store?.state !== 'restoring',
  );

const enter = (): void => appStore.getState().showPackPage(true);

/** Above the pages before anybody is signed in: a pack that was opened meanwhile. */
export function PackOffer() {
  const open = useOpenDoor();
  const offered = useApp(({ packOffered, openedPack }) => (packOffered ? openedPack : null));
  return (
    <div role="status" className={css.offer}>
      {open && offered && (
        <>
          <bdi>{notice.text(offered.name)}</bdi>
          <Button variant="filled" onClick={enter}>
            {notice.check}
          </Button>
        </>
      )}
    </div>
  );
}

/** At their foot: the way to check one. */
export function PackDoor() {
  if (!useOpenDoor()) return null;
  return (
    <div className={`flush ${css.door}`}>
      <Button variant="subtle" onClick={enter}>
        {entry}
      </Button>
    </div>
  );
}
