import { Button } from '@mantine/core';
import { formatInstant } from '../../shared/time.ts';
import { words } from '../../shared/uiWords.ts';
import { fullMoment } from '../format.ts';
import { to } from '../routes.ts';
import { backToNow, useAsOf } from '../state/asOf.ts';
import { asOfQuery, looksBack } from '../state/asOfSlice.ts';
import { useApp } from '../state/useApp.ts';
import css from './AsOf.module.css';
import { showsThePresent } from './presentOnly.ts';

/** Across the window while it looks back: at which moment, that nothing can be recorded, and the way back. */
export function AsOfBand() {
  const asOf = useAsOf();
  const view = useApp(({ place }) => place?.view);
  if (!looksBack(asOf)) return null;
  const { at, knownAt } = asOf;
  const say = words.asOf;
  return (
    <section className={css.band} aria-label={say.band}>
      <div className={css.moments} role="status">
        {at !== null && (
          <span>
            {say.asOf} <b>{fullMoment(at)}</b>
          </span>
        )}
        {knownAt !== null && (
          <span>
            {say.knownOn} <b>{fullMoment(knownAt)}</b>
          </span>
        )}
        <span>{say.commandsOff}</span>
      </div>
      <div className={css.acts}>
        {at !== null && (
          <a href={to('compare', undefined, { from: formatInstant(at), ...asOfQuery({ at: null, knownAt }, true) })}>
            {say.compareWithNow}
          </a>
        )}
        <Button variant="filled" onClick={backToNow}>
          {say.backToNow}
        </Button>
      </div>
      {view !== undefined && showsThePresent.has(view) && <div className={css.note}>{say.showsNow}</div>}
    </section>
  );
}
