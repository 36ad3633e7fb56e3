import type { StateCreator } from 'zustand';
import { type Address, readAddress } from '../routes.ts';

export interface PlaceSlice {
  /** where the window is; null: at an address that leads nowhere */
  readonly place: Address | null;
  readonly paletteOpen: boolean;
  takeHash(hash: string): void;
  showPalette(open: boolean): void;
}

/** Where the window is, as its address says. */
export const placeSlice: StateCreator<PlaceSlice> = (set) => ({
  place: null,
  paletteOpen: false,
  takeHash: (hash) => set({ place: readAddress(hash), paletteOpen: false }),
  showPalette: (paletteOpen) => set({ paletteOpen }),
});
