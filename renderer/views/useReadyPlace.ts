import { useEffect, useReducer, useState } from 'react';
import type { Address, ViewName } from '../routes.ts';
import { answerKey } from '../state/answers.ts';
import { appStore, useApp } from '../state/useApp.ts';
import { withAsOf } from '../state/withAsOf.ts';
import { firstAsked } from './firstAnswers.ts';
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

/**
 * Where the window is. While the code of a view, or what it shows nothing without, is on its way, the view before stays:
 * nothing blinks, and nothing is drawn twice.
 */
export function useReadyPlace(): ReadyPlace {
  const place = useApp((state) => state.place);
  const [, fetched] = useReducer((times: number) => times + 1, 0);
  const answered = useFirstAnswers(place);
  const ready = place === null || (componentOf(viewOf(place)) !== null && answered);
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

/** How long the view before stays for want of an answer, ms: longer, and it looks as if nothing had been pressed. */
const PATIENCE_MS = 100;

/** Asks what a view shows nothing without. @returns whether it is there, or has been waited for long enough */
function useFirstAnswers(place: Address | null): boolean {
  const asOf = useApp((state) => state.asOf);
  const asked = (place ? firstAsked(place) : []).map(({ name, args }) => ({ name, args: withAsOf(name, args, asOf) }));
  const keys = asked.map(({ name, args }) => answerKey(name, args)).join('\n');
  const known = useApp(({ answers }) =>
    asked.every(({ name, args }) => {
      const answer = answers[answerKey(name, args)];
      return answer !== undefined && (answer.value !== undefined || answer.refused !== null);
    }),
  );
  /** what is waited for no longer */
  const [given, giveUp] = useState('');
  // At another moment the view before would be drawn anew, for nothing.
  const now = `${asOf.at} ${asOf.knownAt}`;
  const [moment, setMoment] = useState(now);
  if (moment !== now) {
    setMoment(now);
    giveUp(keys);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys are what is asked, as text
  useEffect(() => {
    const stops = asked.map(({ name, args }) => appStore.getState().follow(answerKey(name, args), name, args));
    return () => {
      for (const stop of stops) stop();
    };
  }, [keys]);
  useEffect(() => {
    if (known) return;
    const timer = setTimeout(() => giveUp(keys), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [known, keys]);

  return known || given === keys;
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
