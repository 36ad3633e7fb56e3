import type { Refusal } from '../shared/refusal.ts';

const ENDED_EARLY = 'the process that wrote ended before it was done';

/**
 * Lends the right to write to a process of ours, for work that would hold this one up. There is one writer at a time:
 * as long as it is lent, whatever wants to write here waits.
 *
 * @param returned  told each time it is back: the log may have grown, and what was written may be in doubt
 */
export function openLending(returned: (doubt: Refusal | null) => void) {
  let lent: Promise<unknown> | null = null;

  async function back(): Promise<void> {
    while (lent) await lent;
  }

  return {
    isLent: (): boolean => lent !== null,
    /** Resolves when nobody else has it. */
    back,
    /** Writes as soon as nobody else has the right: at once, where it is here. */
    here: <T>(write: () => T | Promise<T>): T | Promise<T> => (lent ? back().then(write) : write()),
    /**
     * Not while it is lent already.
     *
     * @param work  settles when the other process has ended, or has done its writing: with what a failed write there left
     *   in doubt, because the disk is the same for both. It rejects when that process ended before it could say
     */
    lend(work: Promise<Refusal | null>): void {
      if (lent) throw new Error('the right to write is lent already');
      const done = (doubt: Refusal | null) => {
        lent = null;
        returned(doubt);
      };
      lent = work.then(done, () => done({ code: 'CANNOT_WRITE', details: { why: ENDED_EARLY } }));
    },
  };
}
