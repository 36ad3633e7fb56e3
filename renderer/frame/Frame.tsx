import { type ComponentType, useEffect, useRef } from 'react';
import { words } from '../../shared/uiWords.ts';
import { PinDialog } from '../parts/PinDialog.tsx';
import type { ViewName } from '../routes.ts';
import { useApp } from '../state/useApp.ts';
import { SayWaiting } from '../views/desk/SayWaiting.tsx';
import { NotFound } from '../views/NotFound.tsx';
import type { ViewProps } from '../views/viewProps.ts';
import { views } from '../views/views.tsx';
import { Boundary } from './Boundary.tsx';
import css from './Frame.module.css';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';

/** The frame of every view. @param hidden  behind the lock: it keeps what was typed, and shows nothing of it */
export function Frame({ hidden }: { readonly hidden: boolean }) {
  return (
    <div className={css.frame} hidden={hidden}>
      <button type="button" className={css.skip} onClick={skip}>
        {words.skip}
      </button>
      <TopBar />
      <Rail />
      <View />
      {!hidden && <Palette />}
      {!hidden && <PinDialog />}
      <SayWaiting />
    </div>
  );
}

function skip(): void {
  document.querySelector('main')?.focus();
}

function View() {
  const place = useApp((state) => state.place);
  const scroller = useRef<HTMLElement>(null);
  // Another thing of the same kind is another view: it begins anew.
  const key = place === null ? '' : `${place.view} ${Object.values(place.params).join('/')}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each view begins at its top
  useEffect(() => {
    scroller.current?.scrollTo(0, 0);
  }, [key]);
  // The table of views says that this component takes this address.
  const Shown = place && (views[place.view] as ComponentType<ViewProps<ViewName>>);
  return (
    <main className={css.view} tabIndex={-1} ref={scroller}>
      <Boundary key={key}>{place && Shown ? <Shown address={place} /> : <NotFound />}</Boundary>
    </main>
  );
}
