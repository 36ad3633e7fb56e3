import { useEffect, useRef } from 'react';
import type { ScanOutcome } from './sounds.ts';

/** What a view does with a code, exactly as it was read; the outcome is heard as a sound. */
export type ScanHandler = (code: string) => ScanOutcome | Promise<ScanOutcome>;

const handlers: { readonly current: ScanHandler }[] = [];

/** The handler of whoever asked last and is still on the screen. */
export const topHandler = (): ScanHandler | undefined => handlers.at(-1)?.current;

/**
 * Takes the scans for as long as the component is on the screen and `active`; the component that asked last gets them.
 * Where no view asks, the frame opens what was scanned.
 */
export function useScans(handler: ScanHandler, active = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    if (!active) return;
    handlers.push(latest);
    return () => {
      handlers.splice(handlers.indexOf(latest), 1);
    };
  }, [active]);
}

const letters = new Map<string, { readonly current: () => void }[]>();

export function pressLetter(letter: string): void {
  letters.get(letter.toLowerCase())?.at(-1)?.current();
}

/**
 * A single letter as a shortcut, for as long as the component is on the screen. It works outside fields only, and not
 * as the first character of a scan: nothing happens before it is clear that no second one follows.
 */
export function useLetter(letter: string, press: () => void, active = true): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    if (!active) return;
    const pressed = letters.get(letter) ?? [];
    letters.set(letter, pressed);
    pressed.push(latest);
    return () => {
      pressed.splice(pressed.indexOf(latest), 1);
    };
  }, [letter, active]);
}
