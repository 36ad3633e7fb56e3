import { type RefObject, useEffect } from 'react';

/** The entry that a "why?" asked for; `times` counts how often, so that asking again shows it again. */
export interface Wanted {
  readonly eventId: string;
  readonly times: number;
}

/** What an address asks for. @param eventId  undefined: nothing */
export const wantedFrom = (eventId: string | undefined): Wanted | null =>
  eventId === undefined ? null : { eventId, times: 0 };

/** The same entry again, or another one. */
export const wantedNext = (last: Wanted | null, eventId: string): Wanted => ({
  eventId,
  times: (last?.times ?? 0) + 1,
});

/**
 * Brings the entry that is asked for into view, with the focus on it: the element of that `data-event`, which takes a
 * focus.
 *
 * @param drawn  it stands in the list by now
 */
export function useWantedRow(list: RefObject<HTMLElement | null>, wanted: Wanted | null, drawn: boolean): void {
  useEffect(() => {
    if (wanted === null || !drawn) return;
    // After the view itself, which takes the focus to its heading when it is drawn.
    const frame = requestAnimationFrame(() => {
      const row = list.current?.querySelector<HTMLElement>(`[data-event="${wanted.eventId}"]`);
      row?.scrollIntoView({ block: 'center' });
      row?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [list, wanted, drawn]);
}
