import type { StateCreator } from 'zustand';
import type { Refused, SessionState } from '../../shared/ipc/contract.ts';
import type { Main } from '../ask.ts';
import type { DraftsSlice } from './drafts.ts';

/** A PIN that some view waits for. */
export interface PinWish {
  /** whose; undefined: of who is signed in */
  readonly operator: string | undefined;
  /** what it is for, in a sentence; '' says nothing */
  readonly why: string;
  settle(given: boolean): void;
}

export interface SessionSlice {
  /** null until main has said */
  readonly session: SessionState | null;
  /** the sign-in page shows everybody, not only who is locked */
  readonly switching: boolean;
  readonly pinWish: PinWish | null;
  takeSession(session: SessionState): void;
  /** @returns why not; null: signed in */
  signIn(name: string, pin: string): Promise<Refused | null>;
  unlock(pin: string): Promise<Refused | null>;
  lock(): Promise<void>;
  signOut(): Promise<void>;
  /** Locks, and lets somebody else sign in. */
  switchOperator(): Promise<void>;
  showEverybody(all: boolean): void;
  /** Asks for a PIN in a dialog. @returns whether the right one was given */
  askPin(wish?: { readonly operator?: string; readonly why?: string }): Promise<boolean>;
  /** @returns why not; null: confirmed, and the dialog is closed */
  givePin(pin: string): Promise<Refused | null>;
  dropPin(): void;
}

/** Who is signed in, as main says; and the dialog that asks for a PIN. */
export const sessionSlice =
  (main: Main): StateCreator<SessionSlice & DraftsSlice, [], [], SessionSlice> =>
  (set, get) => {
    const settle = (given: boolean): void => {
      get().pinWish?.settle(given);
      set({ pinWish: null });
    };
    return {
      session: null,
      switching: false,
      pinWish: null,

      takeSession(session) {
        set(session.status === 'signed-in' ? { session, switching: false } : { session });
        // A dialog that waits for a PIN does not outlive the lock.
        if (session.status !== 'signed-in') settle(false);
      },
      async signIn(name, pin) {
        const answer = await main.ask('session.signIn', { name, pin });
        if (!answer.ok) return answer.error;
        get().takeSession(answer.value);
        return null;
      },
      async unlock(pin) {
        const answer = await main.ask('session.unlock', { pin });
        if (!answer.ok) return answer.error;
        get().takeSession(answer.value);
        return null;
      },
      async lock() {
        // Locked, main takes nothing more.
        get().flushDrafts();
        get().takeSession(await main.ask('session.lock', {}));
      },
      async signOut() {
        get().flushDrafts();
        get().takeSession(await main.ask('session.signOut', {}));
      },
      async switchOperator() {
        set({ switching: true });
        await get().lock();
      },
      showEverybody: (switching) => set({ switching }),

      askPin({ operator, why = '' } = {}) {
        settle(false);
        const { promise, resolve } = Promise.withResolvers<boolean>();
        set({ pinWish: { operator, why, settle: resolve } });
        return promise;
      },
      async givePin(pin) {
        const { pinWish } = get();
        if (!pinWish) return null;
        const answer = await main.ask('session.confirmPin', { pin, operator: pinWish.operator });
        if (!answer.ok) return answer.error;
        if (get().pinWish === pinWish) settle(true);
        return null;
      },
      dropPin: () => settle(false),
    };
  };
