/** A page that answers within this many ms feels alive; half a frame. */
const SLICE_MS = 8;

/**
 * Takes the steps of something long a few at a time, and lets the page draw and listen in between.
 *
 * @param told  what the last step of a slice had to say
 * @returns what the steps come to
 */
export async function inSlices<S, T>(steps: Generator<S, T>, told: (step: S) => void, stop: AbortSignal): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    let step = steps.next();
    while (!step.done && performance.now() < until) step = steps.next();
    if (step.done) return step.value;
    told(step.value);
    await nextTurn();
    stop.throwIfAborted();
  }
}

/** A message to itself waits for nothing but the turn of everything else; a timer would wait for more in a tab behind. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
