import { useEffect, useReducer, useState } from 'react';
import type { Address, ViewName } from '../routes.ts';
import { useApp } from '../state/useApp.ts';
import { isLater, type View, type ViewComponent } from './later.ts';
import { views } from './views.tsx';

type AnyView = View<ViewName>;

/** What is shown: the place, and its component; `on-its-way` only where there was nothing before. */
export type ReadyPlace =
  | { readonly place: Address; readonly Shown: ViewComponent<ViewName> }
  | 'nowhere'
  | 'on-its-way';

// The table of views says that the component of an address takes that address.
const viewOf = (place: Address): AnyView => views[place.view] as AnyView;
const componentOf = (view: AnyView) => (isLater(view) ? view.shown() : view);

/** Where the window is. While the code of a view is on its way, the view before stays: nothing blinks. */
export function useReadyPlace(): ReadyPlace {
  const place = useApp((state) => state.place);
  const [, fetched] = useReducer((times: number) => times + 1, 0);
  const ready = place === null || componentOf(viewOf(place)) !== null;
  const [shown, show] = useState(place);
  if (ready && shown !== place) show(place);

  useEffect(() => {
    if (ready) return;
    const view = viewOf(place);
    let left = false;
    // A view that cannot be fetched is a bug, said aloud as all others are.
    if (isLater(view)) void view.fetch().then(() => !left && fetched());
    return () => {
      left = true;
    };
  }, [ready, place]);

  const at = ready ? place : shown;
  if (at === null) return ready ? 'nowhere' : 'on-its-way';
  const Shown = componentOf(viewOf(at));
  return Shown === null ? 'on-its-way' : { place: at, Shown };
}

/** Fetches the code of all views, `first` before the others, each when the window has nothing else to do. */
export async function fetchViews(first: ViewName | undefined): Promise<void> {
  const all: readonly AnyView[] = [...(first ? [views[first]] : []), ...Object.values(views)] as AnyView[]; // as above
  for (const view of all) {
    if (!isLater(view) || view.shown() !== null) continue;
    await new Promise((resolve) => requestIdleCallback(resolve));
    await view.fetch();
  }
}
