import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../shared/event.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { type Clock, formatInstant, HOUR_MS } from '../../shared/time.ts';

/** Nobody has read a text sooner after it was opened. */
const SHORTEST_MS = 1000;
/** An opening that was left lying proves nothing any more. */
const LONGEST_MS = 8 * HOUR_MS;

interface Opened {
  readonly operatorId: string;
  readonly assignmentId: string;
  /** ms, by the laptop's clock and by the one that nobody can set */
  readonly at: number;
  readonly monotonic: number;
}

/**
 * The proof that a text was opened before it was confirmed as read: a one-time id, given to the operator who opened it,
 * in this run of the app.
 */
export function openReadings(clock: Clock) {
  const opened = new Map<string, Opened>();

  return {
    open(operatorId: string, assignmentId: string): string {
      for (const [id, one] of opened) if (clock.monotonic() - one.monotonic > LONGEST_MS) opened.delete(id);
      const readingId = randomUUID();
      opened.set(readingId, { operatorId, assignmentId, at: Math.trunc(clock.now()), monotonic: clock.monotonic() });
      return readingId;
    },

    /** @returns what the read event keeps of the opening; NOT_ALLOWED when there was none, or it is used up or too new */
    proof(
      operatorId: string,
      assignmentId: string,
      readingId: string | undefined,
      recordedAt: number,
    ): Result<JsonObject> {
      const one = readingId === undefined ? undefined : opened.get(readingId);
      const no = (why: string) => refuse('NOT_ALLOWED', { needs: 'reading', field: 'readingId', why });
      if (!one || one.operatorId !== operatorId || one.assignmentId !== assignmentId) {
        return no('the text was not opened for this');
      }
      const openFor = clock.monotonic() - one.monotonic;
      if (openFor < SHORTEST_MS) return no('the text was opened under a second ago');
      if (openFor > LONGEST_MS) return no('the text was opened too long ago');
      return accept({
        openedAt: formatInstant(Math.min(one.at, recordedAt)),
        confirmedAt: formatInstant(recordedAt),
        via: 'window',
      });
    },

    /** To be told when a reading was recorded: its id proves nothing again. */
    use(readingId: string | undefined): void {
      if (readingId !== undefined) opened.delete(readingId);
    },
  };
}

export type Readings = ReturnType<typeof openReadings>;
