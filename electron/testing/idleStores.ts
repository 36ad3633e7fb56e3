import type { Job } from '../ipc/jobs.ts';
import type { StoreNeeds } from '../ipc/storeKeeper.ts';

/** Work that neither ends nor fails. */
export const never = (): Job => ({ outcome: new Promise(() => undefined), stop: () => undefined });
const nothing = (): void => undefined;

/** What a keeper of stores has around it in the app, standing still: its workers never end, nobody listens. */
export const idleStores: Omit<StoreNeeds, 'ownPath' | 'home' | 'migrations' | 'report'> = {
  startVerify: never,
  startDemo: never,
  startRestore: never,
  chooseSource: async () => null,
  announce: nothing,
  appended: nothing,
  leaving: nothing,
};
