import type { StateCreator } from 'zustand';
import type { Refused } from '../../shared/ipc/contract.ts';
import type { OpenedPack } from '../../shared/pack/checkedPack.ts';
import type { Main } from '../ask.ts';
import type { PlaceSlice } from './place.ts';
import type { SessionSlice } from './session.ts';

export interface PackSlice {
  /** the custody pack that was opened last; null: none */
  readonly openedPack: OpenedPack | null;
  /** it was opened from outside, and nobody has looked at it: it is said, and nobody's view is taken away */
  readonly packOffered: boolean;
  /** the page that checks packs stands in the place of signing in */
  readonly packPage: boolean;
  /** the check that was begun last: of which opening, and its job */
  readonly packCheck: { readonly pack: string; readonly job: string } | null;
  /** what main announces of a pack; null: it is forgotten */
  takePack(pack: OpenedPack | null): void;
  /** The app was started for this pack. */
  beginWithPack(pack: OpenedPack): void;
  showPackPage(open: boolean): void;
  /** It is being looked at, or is to wait. */
  dropPackOffer(): void;
  choosePack(): Promise<void>;
  /** @param key  a fingerprint as it was typed; '' for none. @returns why not; null: it is being checked */
  checkPack(key: string): Promise<Refused | null>;
}

type Around = PackSlice & PlaceSlice & SessionSlice;

/** The custody pack that is checked. Nobody need be signed in for that. */
export const packSlice =
  (main: Main): StateCreator<Around, [], [], PackSlice> =>
  (set, get) => {
    const looking = (): boolean => {
      const { packPage, place, session } = get();
      return session?.status === 'signed-in' ? place?.view === 'checkPack' : packPage;
    };
    return {
      openedPack: null,
      packOffered: false,
      packPage: false,
      packCheck: null,

      takePack: (openedPack) => set({ openedPack, packOffered: openedPack !== null && !looking(), packCheck: null }),
      beginWithPack(openedPack) {
        if (get().session?.status === 'signed-in') set({ openedPack });
        else set({ openedPack, packPage: true });
      },
      showPackPage: (packPage) => set({ packPage }),
      dropPackOffer: () => set({ packOffered: false }),
      async choosePack() {
        const openedPack = await main.ask('pack.choose', {});
        if (openedPack) set({ openedPack, packOffered: false, packCheck: null });
      },
      async checkPack(key) {
        const pack = get().openedPack;
        if (!pack) return null;
        const answer = await main.ask('pack.check', { pack: pack.id, key });
        if (!answer.ok) return answer.error;
        set({ packCheck: { pack: pack.id, job: answer.value.job } });
        return null;
      },
    };
  };
