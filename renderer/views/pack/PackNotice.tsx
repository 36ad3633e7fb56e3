import { Button } from '@mantine/core';
import { words } from '../../../shared/uiWords.ts';
import { go, to } from '../../routes.ts';
import { appStore, useApp } from '../../state/useApp.ts';
import css from './Pack.module.css';

/** Across the window when a pack was opened from outside: whoever works decides when to look at it. */
export function PackNotice() {
  const offered = useApp(({ packOffered, openedPack }) => (packOffered ? openedPack : null));
  const { notice } = words.packCheck;
  return (
    <div role="status">
      {offered && (
        <section className={css.notice} aria-label={notice.label}>
          <bdi>{notice.text(offered.name)}</bdi>
          <span className={css.acts}>
            <Button variant="filled" onClick={() => go(to('checkPack'))}>
              {notice.check}
            </Button>
            <Button onClick={() => appStore.getState().dropPackOffer()}>{notice.later}</Button>
          </span>
        </section>
      )}
    </div>
  );
}
