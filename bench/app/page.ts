/**
 * What measures inside the window. `installPage` is handed to the page as text, so that it must stand alone: nothing
 * outside its own body is there when it runs.
 */
export interface PageBench {
  /** ms from the act to the end of the first frame in which all of it is there; rejects after ten seconds */
  untilShown(act: () => void, there: () => boolean): Promise<number>;
  /** Sets a field as if it had been typed. */
  type(field: HTMLInputElement, text: string): void;
  /** ms of each of `times` questions, one after the other */
  trips(name: 'session.state' | 'query' | 'command', inputs: readonly object[]): Promise<readonly number[]>;
  /** Scrolls to the end in so many frames. */
  scroll(element: Element, frames: number, rows: string): Promise<{ readonly frames: number[]; readonly most: number }>;
  /** From now on the longest time for which no frame came, ms. */
  watch(): void;
  longest(): { readonly frame: number; readonly task: number };
}

declare global {
  var bench: PageBench;
}

export function installPage(): void {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  /** A task of its own comes after the frame that was due has been drawn. */
  const drawn = (): Promise<void> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  const PATIENCE_MS = 10_000;
  let longestFrame = 0;
  let longestTask = 0;
  let watching = 0;

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  }).observe({ type: 'longtask' });

  globalThis.bench = {
    async untilShown(act, there) {
      const begun = performance.now();
      act();
      for (;;) {
        await frame();
        const shown = there();
        await drawn();
        if (shown) return performance.now() - begun;
        if (performance.now() - begun > PATIENCE_MS) throw new Error(`not shown within ${PATIENCE_MS} ms: ${there}`);
      }
    },
    type(field, text) {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    async trips(name, inputs) {
      const times: number[] = [];
      for (const input of inputs) {
        const text = JSON.stringify(input);
        const begun = performance.now();
        const answer = await assettrack.ask[name](text);
        times.push(performance.now() - begun);
        if (answer.includes('"ok":false') || answer.startsWith('{"fault"')) throw new Error(`${text}: ${answer}`);
      }
      return times;
    },
    async scroll(element, frames, rows) {
      const taken: number[] = [];
      let most = 0;
      let last = await frame();
      for (let i = 1; i <= frames; i++) {
        element.scrollTop = (i / frames) * (element.scrollHeight - element.clientHeight);
        const now = await frame();
        taken.push(now - last);
        last = now;
        most = Math.max(most, document.querySelectorAll(rows).length);
      }
      return { frames: taken, most };
    },
    watch() {
      longestFrame = 0;
      longestTask = 0;
      watching += 1;
      const mine = watching;
      let last = performance.now();
      const next = (): void => {
        if (mine !== watching) return;
        const now = performance.now();
        longestFrame = Math.max(longestFrame, now - last);
        last = now;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    },
    longest() {
      watching += 1;
      return { frame: longestFrame, task: longestTask };
    },
  };
}
