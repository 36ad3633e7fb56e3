import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { askHidden } from './askHidden.ts';

/** Nobody reads our answers any more (`… | head`). */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/** What the command line touches besides files. */
export interface Terminal {
  readonly input: AsyncIterable<Uint8Array>;
  /**
   * Writes to standard output; on return the system has it all.
   *
   * @throws {OutputClosed} when nobody reads it
   */
  out(text: string): Promise<void>;
  /** A line for people, on standard error. */
  say(text: string): void;
  /** Asks at the keyboard without showing what is typed; null where nobody sits. */
  ask(question: string): Promise<string | null>;
  /** From now on Ctrl-C and the like do not kill: the signal aborts, for the work to end in good order. Once only. */
  stopSignal(): AbortSignal;
}

const STDOUT = 1;
const STDERR = 2;
/** How long to wait when a pipe is full and its other end does not let us block. */
const FULL_PIPE_MS = 2;

export const processTerminal: Terminal = {
  get input() {
    return process.stdin;
  },

  async out(text) {
    let rest: Uint8Array = Buffer.from(text);
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(STDOUT, rest));
      } catch (error) {
        if (codeOf(error) === 'EPIPE' || codeOf(error) === 'EOF') throw new OutputClosed();
        if (codeOf(error) !== 'EAGAIN') throw error;
        await wait(FULL_PIPE_MS);
      }
    }
  },

  say(text) {
    try {
      writeSync(STDERR, `${text}\n`);
    } catch {
      // Nobody listens, or not now; what counts is on standard output and in the exit status.
    }
  },

  ask: (question) => (process.stderr.isTTY ? askHidden(question) : Promise.resolve(null)),

  stopSignal() {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] satisfies StopSignal[]) {
      process.once(signal, () => {
        stop.abort(signal);
        // An input that says nothing would keep us waiting.
        process.stdin.destroy();
      });
    }
    return stop.signal;
  },
};

/** By convention 128 and the signal's number, as if it had killed. */
const STATUS_OF_SIGNAL = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type StopSignal = keyof typeof STATUS_OF_SIGNAL;
/** As of SIGPIPE, which Node turns into an error. */
export const STATUS_OUTPUT_CLOSED = 141;
export const STATUS_INTERRUPTED = STATUS_OF_SIGNAL.SIGINT;

/** The exit status that says by which signal the work was stopped; null while none has come. */
export function statusOfStop(stop: AbortSignal): number | null {
  // Only stopSignal aborts, and with the signal's name.
  return stop.aborted ? STATUS_OF_SIGNAL[stop.reason as StopSignal] : null;
}

/** For work that a signal ended: what it throws then is no error. @returns null then, else throws on */
export function orStopped(stop: AbortSignal): (error: unknown) => null {
  return (error) => {
    if (stop.aborted) return null;
    throw error;
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
