import type { StateCreator } from 'zustand';

/** An event to be corrected, and what the fields begin with where somebody knows it already. */
export interface Wanted {
  readonly eventId: string;
  /** as `event.correct` takes it */
  readonly set?: Readonly<Record<string, unknown>>;
}

/** The one correction that is being written. */
export interface Correcting {
  /** the events that it takes together */
  readonly wanted: readonly Wanted[];
  /** laid aside to look something up: what was typed is kept */
  readonly aside: boolean;
  /** what was typed before a restart, as it was kept; null: it begins anew */
  readonly kept: string | null;
}

export interface CorrectingSlice {
  readonly correcting: Correcting | null;
  /** Begins a correction; to one that is being written already, the events are added. */
  beginCorrection(wanted: readonly Wanted[]): void;
  /** Takes up one that was begun before a restart, laid aside; not where another one is being written. */
  takeUpCorrection(wanted: readonly Wanted[], kept: string): void;
  /** Takes an event out of the correction; with the last one it ends. */
  leaveUncorrected(eventId: string): void;
  layCorrectionAside(aside: boolean): void;
  endCorrection(): void;
}

/** Which events are being corrected. What is typed belongs to the dialog. */
export const correctingSlice: StateCreator<CorrectingSlice> = (set, get) => ({
  correcting: null,
  beginCorrection(wanted) {
    if (wanted.length === 0) return;
    const { wanted: before, kept } = get().correcting ?? { wanted: [], kept: null };
    const known = new Set(before.map(({ eventId }) => eventId));
    const more = wanted.filter(({ eventId }) => !known.has(eventId));
    set({ correcting: { wanted: [...before, ...more], aside: false, kept } });
  },
  takeUpCorrection(wanted, kept) {
    if (get().correcting === null && wanted.length > 0) set({ correcting: { wanted, aside: true, kept } });
  },
  leaveUncorrected(eventId) {
    const { correcting } = get();
    if (!correcting) return;
    const wanted = correcting.wanted.filter((one) => one.eventId !== eventId);
    set({ correcting: wanted.length === 0 ? null : { ...correcting, wanted } });
  },
  layCorrectionAside(aside) {
    const { correcting } = get();
    if (correcting) set({ correcting: { ...correcting, aside } });
  },
  endCorrection: () => set({ correcting: null }),
});
