import type { StateCreator } from 'zustand';
import type { AppInfo, Refused, StoreState, ThemeChoice } from '../../shared/ipc/contract.ts';
import type { Main } from '../ask.ts';

export interface StoresSlice {
  /** the store that is open, or why there is none; null until main has said */
  readonly store: StoreState | null;
  readonly info: AppInfo | null;
  readonly theme: ThemeChoice;
  takeStore(store: StoreState): void;
  takeInfo(info: AppInfo): void;
  takeTheme(theme: ThemeChoice): void;
  /** @returns why not; null: the store is there and open */
  createStore(first: {
    readonly organisation: string;
    readonly admin: string;
    readonly pin: string;
  }): Promise<Refused | null>;
  openStore(which: 'own' | 'sample'): Promise<void>;
  /** Deletes the sample organisation. @returns why not; null: it is gone */
  removeSample(): Promise<Refused | null>;
  verifyAgain(): Promise<void>;
  stopVerify(): Promise<void>;
  /** between signing in and the frame a recovery code is shown: after the first run, and after the last was used */
  readonly codeIsDue: boolean;
  setCodeDue(due: boolean): void;
  chooseTheme(theme: ThemeChoice): Promise<void>;
}

/** Which store is open and how it fares; and what the app says of itself. */
export const storesSlice =
  (main: Main): StateCreator<StoresSlice> =>
  (set, get) => ({
    store: null,
    info: null,
    theme: 'system',
    codeIsDue: false,

    takeStore: (store) => set({ store }),
    takeInfo: (info) => set({ info, theme: info.theme }),
    takeTheme: (theme) => set({ theme }),
    async createStore(first) {
      const answer = await main.ask('store.create', first);
      if (!answer.ok) return answer.error;
      get().takeStore(answer.value);
      return null;
    },
    async openStore(which) {
      get().takeStore(await main.ask('store.open', { which }));
    },
    async removeSample() {
      const answer = await main.ask('store.removeSample', {});
      if (!answer.ok) return answer.error;
      get().takeStore(answer.value);
      return null;
    },
    async verifyAgain() {
      get().takeStore(await main.ask('store.verify', {}));
    },
    async stopVerify() {
      get().takeStore(await main.ask('store.stopVerify', {}));
    },
    setCodeDue: (codeIsDue) => set({ codeIsDue }),
    async chooseTheme(theme) {
      const { choice } = await main.ask('app.setTheme', { choice: theme });
      set({ theme: choice });
    },
  });
