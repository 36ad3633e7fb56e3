/**
 * Lends the right to write to a process of ours, for work that would hold this one up. There is one writer at a time:
 * as long as it is lent, whatever wants to write here waits.
 *
 * @param returned  told each time it is back: the log may have grown
 */
export function openLending(returned: () => void) {
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
    /** @param work  settles when the other process has ended, or has done its writing. Not while it is lent already */
    lend(work: Promise<unknown>): void {
      if (lent) throw new Error('the right to write is lent already');
      const done = () => {
        lent = null;
        returned();
      };
      lent = work.then(done, done);
    },
  };
}
