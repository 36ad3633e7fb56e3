/** Requests that may wait at once. A window of ours has a few dozen; a page that asks for more is not well. */
export const MOST_WAITING = 500;

export interface Turns {
  /** @returns null: too many wait already, and nothing will be done */
  take<T>(work: () => Promise<T>): Promise<T> | null;
}

/**
 * Lets the main process breathe between requests: the first of a turn of its loop is done at once, each other in a turn
 * of its own, in order. So a flood neither holds up the lock's clock, the menu and the closing of the window, nor grows
 * without bound.
 *
 * @param nextTurn  calls back in the next turn of the loop: `setImmediate`
 */
export function openTurns(nextTurn: (call: () => void) => void, most = MOST_WAITING): Turns {
  const waiting: (() => void)[] = [];
  let taken = false;

  function turn(): void {
    const next = waiting.shift();
    taken = next !== undefined;
    if (next === undefined) return;
    nextTurn(turn);
    next();
  }

  return {
    take(work) {
      if (!taken) {
        taken = true;
        nextTurn(turn);
        return work();
      }
      if (waiting.length >= most) return null;
      return new Promise((resolve, reject) => {
        waiting.push(() => {
          work().then(resolve, reject);
        });
      });
    },
  };
}
