import type { ScannerSettings } from '../../shared/ipc/contract.ts';

/** A key as the page hears it. `at` in ms, on any clock that only goes forward. */
export interface Key {
  readonly key: string;
  readonly at: number;
}

export interface Scan {
  /** exactly as it was read */
  readonly code: string;
  /** the longest time between two of its keys, ms */
  readonly slowest: number;
}

/**
 * What a key turned out to be: `typing`, a person's; `first`, a character that may begin a scan; `burst`, a character
 * that followed so fast that no person typed it; `scan`, the end of a scan.
 */
export type Heard = { readonly is: 'typing' | 'first' | 'burst' } | { readonly is: 'scan'; readonly scan: Scan };

/** Shorter than this nothing counts as a scan: two keys that fast are a slip of the hand. */
const SHORTEST = 3;
const SUFFIX_KEYS = { enter: 'Enter', tab: 'Tab', none: null } as const;

const TYPING: Heard = { is: 'typing' };

/**
 * Tells a scanner from a hand by the time between keys: a scan is a run of at least three characters, none later than
 * `keyGapMs` after the one before, ended by the suffix at the same pace, or by silence where there is none.
 */
export function openBurst({ suffix, keyGapMs }: Pick<ScannerSettings, 'suffix' | 'keyGapMs'>) {
  const suffixKey = SUFFIX_KEYS[suffix];
  let code = '';
  let lastAt = Number.NEGATIVE_INFINITY;
  let slowest = 0;

  const reset = (): void => {
    code = '';
    slowest = 0;
  };

  const take = (): Scan => {
    const scan = { code, slowest };
    reset();
    return scan;
  };

  return {
    key({ key, at }: Key): Heard {
      // The scanner presses Shift for its capitals; that is no key of the code.
      if (key === 'Shift' || key === 'CapsLock') return TYPING;
      const gap = at - lastAt;
      const follows = code !== '' && gap <= keyGapMs;
      lastAt = at;
      if (key === suffixKey) {
        if (!follows || code.length < SHORTEST) {
          reset();
          return TYPING;
        }
        slowest = Math.max(slowest, gap);
        return { is: 'scan', scan: take() };
      }
      // A name of a key, like ArrowLeft, is longer than the one character it types.
      if ([...key].length !== 1) {
        reset();
        return TYPING;
      }
      if (!follows) {
        code = key;
        slowest = 0;
        return { is: 'first' };
      }
      code += key;
      slowest = Math.max(slowest, gap);
      return { is: 'burst' };
    },

    /** To be called when nothing has been heard for longer than a scan pauses. @returns a scan that has no suffix */
    silence(): Scan | null {
      if (suffixKey !== null || code.length < SHORTEST) {
        reset();
        return null;
      }
      return take();
    },

    reset,
  };
}

/**
 * Lets the same code through once within `blankingMs`: a scanner that is held on a label reads it again and again.
 * Each reading begins the time anew.
 */
export function openBlanking(blankingMs: number) {
  let last: { readonly code: string; readonly at: number } | null = null;
  return {
    /** @returns whether this is the same code again, too soon */
    repeats(code: string, at: number): boolean {
      const again = last !== null && last.code === code && at - last.at < blankingMs;
      last = { code, at };
      return again;
    },
  };
}
