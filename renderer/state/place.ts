import type { StateCreator } from 'zustand';
import { type Address, readAddress } from '../routes.ts';
import { type AsOfSlice, asOfIn, NOW } from './asOfSlice.ts';

export interface PlaceSlice {
  /** where the window is; null: at an address that leads nowhere */
  readonly place: Address | null;
  readonly paletteOpen: boolean;
  takeHash(hash: string): void;
  showPalette(open: boolean): void;
}

/** Where the window is and which moment it shows, as its address says. */
export const placeSlice: StateCreator<PlaceSlice & AsOfSlice, [], [], PlaceSlice> = (set) => ({
  place: null,
  paletteOpen: false,
  takeHash(hash) {
    const address = readAddress(hash);
    if (!address) return set({ place: null, asOf: NOW, paletteOpen: false });
    // The moment is the window's, not the view's.
    const { at: _, knownAt: __, ...query } = address.query;
    set({ place: { ...address, query }, asOf: asOfIn(address.query), paletteOpen: false });
  },
  showPalette: (paletteOpen) => set({ paletteOpen }),
});
