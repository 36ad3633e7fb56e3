/** Requests that may wait at once. A window of ours has a few dozen; a page that asks for more is not well. */
export const MOST_WAITING = 500;

export interface Turns {
  /**
   * @param patient  may be overtaken by what is not: it only reads, and somebody's act must not wait for it
   * @returns null: too many wait already, and nothing will be done
   */
  take<T>(work: () => Promise<T>, patient?: boolean): Promise<T> | null;
}

/**
 * Lets the main process breathe between requests: the first of a turn of its loop is done at once, each other in a turn
 * of its own: first what somebody does, in order, then what views ask. So a flood neither holds up the lock's clock, the
 * menu and the closing of the window, nor grows without bound.
 *
 * @param nextTurn  calls back in the next turn of the loop: `setImmediate`
 */
export function openTurns(nextTurn: (call: () => void) => void, most = MOST_WAITING): Turns {
  const acts: (() => void)[] = [];
  const patients: (() => void)[] = [];
  let taken = false;

  function turn(): void {
    const next = acts.shift() ?? patients.shift();
    taken = next !== undefined;
    if (next === undefined) return;
    nextTurn(turn);
    next();
  }

  return {
    take(work, patient = false) {
      if (!taken) {
        taken = true;
        nextTurn(turn);
        return work();
      }
      if (acts.length + patients.length >= most) return null;
      return new Promise((resolve, reject) => {
        (patient ? patients : acts).push(() => {
          work().then(resolve, reject);
        });
      });
    },
  };
}
