import { useEffect, useState } from 'react';
import { words } from '../../shared/uiWords.ts';
import { notify } from '../parts/notify.ts';
import { useApp } from '../state/useApp.ts';
import type { Scan } from './burst.ts';
import { captureScans } from './capture.ts';
import { openScanned } from './openScanned.ts';
import { playSound, type ScanOutcome } from './sounds.ts';
import { pressLetter, topHandler } from './useScans.ts';

/** A scan that was heard, for whoever shows how the scanner works. */
export interface HeardScan extends Scan {
  readonly outcome: ScanOutcome;
  /** ms since 1970 UTC */
  readonly at: number;
}

const listeners = new Set<(heard: HeardScan) => void>();

/** Hears of every scan, also of those that repeat. @returns how to stop */
export function onScanHeard(listener: (heard: HeardScan) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hears the scanner in the whole window, and says what became of each scan by a sound. Draws words for ears alone. */
export function Scanning() {
  const scanner = useApp(({ store }) => (store?.state === 'open' ? store.scanner : null));
  const signedIn = useApp(({ session }) => session?.status === 'signed-in');
  const [said, say] = useState('');
  const { suffix, keyGapMs, blankingMs } = scanner ?? { suffix: 'enter', keyGapMs: 40, blankingMs: 1000 };

  useEffect(() => {
    const heard = (scan: Scan, outcome: ScanOutcome): void => {
      playSound(outcome);
      for (const listener of listeners) listener({ ...scan, outcome, at: Date.now() });
    };
    const refuse = (): void => {
      playSound('blocked');
      say(words.signIn.scanRefused);
      notify(words.signIn.scanRefused, 'bad');
    };
    return captureScans(
      window,
      { suffix, keyGapMs, blankingMs },
      {
        scanned(scan) {
          if (!signedIn) return refuse();
          const handler = topHandler() ?? openScanned;
          void Promise.resolve(handler(scan.code)).then((outcome) => heard(scan, outcome));
        },
        repeated: (scan) => (signedIn ? heard(scan, 'repeated') : refuse()),
        refused: refuse,
        letter: (letter) => signedIn && pressLetter(letter),
      },
    );
  }, [suffix, keyGapMs, blankingMs, signedIn]);

  return (
    <div className="only-heard" role="status">
      {said}
    </div>
  );
}
