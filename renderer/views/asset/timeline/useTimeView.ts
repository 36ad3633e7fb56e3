import { type KeyboardEvent, useState } from 'react';
import { panned, type TimeView, zoomed } from './scale.ts';

/** By what a step zooms. */
export const CLOSER = 0.5;
export const FURTHER = 2;
const SIDEWAYS = 0.25;

export type TimeViewing = ReturnType<typeof useTimeView>;

/**
 * Which part of a time is in view, and how it is moved.
 *
 * @param whole  all there is
 * @param more  what further keys do, by their names
 */
export function useTimeView(whole: TimeView, more: Readonly<Record<string, () => void>> = {}) {
  const [chosen, setChosen] = useState<TimeView | null>(null);
  const view = chosen ?? whole;
  const zoom = (factor: number, about = (view.from + view.to) / 2): void =>
    setChosen(zoomed(view, whole, factor, about));
  const pan = (share: number): void => setChosen(panned(view, whole, share));
  const moves = {
    earlier: () => pan(-SIDEWAYS),
    later: () => pan(SIDEWAYS),
    closer: () => zoom(CLOSER),
    further: () => zoom(FURTHER),
    all: () => setChosen(null),
  };
  const keys: Readonly<Record<string, () => void>> = {
    '+': moves.closer,
    '=': moves.closer,
    '-': moves.further,
    ArrowLeft: moves.earlier,
    ArrowRight: moves.later,
    Home: moves.all,
    ...more,
  };
  function keyDown(event: KeyboardEvent): void {
    const does = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }
  return { whole, view, isAll: chosen === null, setView: setChosen, zoom, pan, keyDown, ...moves };
}
