import { type Clock, DAY_MS, MINUTE_MS } from '../../shared/time.ts';

/** The clock may lag this much behind what was last seen without being suspect: time servers nudge it. */
const NUDGE_MS = 1000;
/**
 * Of what an earlier run saw only its last `recordedAt` is known, which runs ahead of the clock by 1 ms a command when
 * commands come faster than that.
 */
const AHEAD_MS = MINUTE_MS;

export interface Reading {
  readonly recordedAt: number;
  readonly clockSuspect: boolean;
}

/**
 * Gives each command its one `recordedAt`: the clock, but never before the last one + 1 ms. When the clock is behind
 * what was seen before, or has jumped by more than a day against the clock that nobody can set, the reading is suspect;
 * honest work is never refused for it.
 *
 * @param lastRecordedAt  of this device, ms; 0 if it has recorded nothing
 */
export function openTimekeeper(clock: Clock, lastRecordedAt: () => number) {
  let seen: { readonly now: number; readonly monotonic: number } | null = null;

  return {
    read(): Reading {
      const now = Math.trunc(clock.now());
      const monotonic = clock.monotonic();
      const last = lastRecordedAt();
      const behind = seen ? now < seen.now - NUDGE_MS : now < last - AHEAD_MS;
      const jumped = seen !== null && Math.abs(now - seen.now - (monotonic - seen.monotonic)) > DAY_MS;
      return { recordedAt: Math.max(now, last + 1), clockSuspect: behind || jumped || now < last - AHEAD_MS };
    },

    /** To be told when a reading was recorded: what follows is compared with it. */
    keep(): void {
      seen = { now: Math.trunc(clock.now()), monotonic: clock.monotonic() };
    },
  };
}

export type Timekeeper = ReturnType<typeof openTimekeeper>;
