import { useEffect, useRef } from 'react';
import { words } from '../../shared/uiWords.ts';
import { Busy } from '../parts/Busy.tsx';
import { PinDialog } from '../parts/PinDialog.tsx';
import { useAsOf } from '../state/asOf.ts';
import { looksBack } from '../state/asOfSlice.ts';
import { Corrections } from '../views/correction/Corrections.tsx';
import { SayWaiting } from '../views/desk/SayWaiting.tsx';
import { DropFile } from '../views/import/DropFile.tsx';
import { NotFound } from '../views/NotFound.tsx';
import { PackNotice } from '../views/pack/PackNotice.tsx';
import { type ReadyPlace, useReadyPlace } from '../views/useReadyPlace.ts';
import { AsOfBand } from './AsOfBand.tsx';
import { Boundary } from './Boundary.tsx';
import css from './Frame.module.css';
import { Palette } from './Palette.tsx';
import { PresentOnly } from './PresentOnly.tsx';
import { recordsOnly } from './presentOnly.ts';
import { Rail } from './Rail.tsx';
import { RestoreNotice } from './RestoreNotice.tsx';
import { TopBar } from './TopBar.tsx';
import { Unsent } from './Unsent.tsx';

/** The frame of every view. @param hidden  behind the lock: it keeps what was typed, and shows nothing of it */
export function Frame({ hidden }: { readonly hidden: boolean }) {
  return (
    <div className={css.frame} hidden={hidden}>
      <button type="button" className={css.skip} onClick={skip}>
        {words.skip}
      </button>
      <TopBar />
      <div className={css.bands}>
        <AsOfBand />
        <RestoreNotice />
        <PackNotice />
      </div>
      <Rail />
      <View />
      <Corrections />
      {!hidden && <Palette />}
      {!hidden && <PinDialog />}
      <SayWaiting />
      {!hidden && <DropFile />}
      <Unsent />
    </div>
  );
}

function skip(): void {
  document.querySelector('main')?.focus();
}

function View() {
  const ready = useReadyPlace();
  const asOf = useAsOf();
  const scroller = useRef<HTMLElement>(null);
  // At another moment it is another view, too: no dialog that was open for one stays open over the other.
  const key = [keyOf(ready), asOf.at, asOf.knownAt].join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each view begins at its top
  useEffect(() => {
    scroller.current?.scrollTo(0, 0);
  }, [key]);
  return (
    <main className={css.view} tabIndex={-1} ref={scroller}>
      <Boundary key={key}>{drawn(ready, looksBack(asOf))}</Boundary>
    </main>
  );
}

function drawn(ready: ReadyPlace, past: boolean) {
  if (ready === 'nowhere') return <NotFound />;
  if (ready === 'on-its-way') return <Busy />;
  if (past && recordsOnly.has(ready.place.view)) return <PresentOnly />;
  return <ready.Shown address={ready.place} />;
}

/** Another thing of the same kind is another view: it begins anew. */
function keyOf(ready: ReadyPlace): string {
  return typeof ready === 'string' ? ready : `${ready.place.view} ${Object.values(ready.place.params).join('/')}`;
}
