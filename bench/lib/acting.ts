import { openCustody } from '../../electron/custody.ts';
import type { Session } from '../../shared/session.ts';
import type { BigStore } from './bigStore.ts';
import { openRead } from './reading.ts';
import { value } from './value.ts';

/** Opens a copy of a store as the app does, with its admin signed in. */
export function openToAct(store: BigStore) {
  const custody = value(openCustody({ path: store.path, home: store.home, mode: 'write' }));
  const session: Session = {
    operatorId: store.operatorId,
    pinConfirmedAt: Number.POSITIVE_INFINITY,
    confirmedOperators: [],
    via: 'window',
  };
  return {
    custody,
    session,
    /** @throws when it is refused: a measure of refusals would be none */
    async act(command: Readonly<Record<string, unknown>>): Promise<void> {
      const result = await custody.execute(command, session);
      if (!result.ok) throw new Error(`${JSON.stringify(command)}: ${JSON.stringify(result.error)}`);
    },
  };
}

/** Assets that lie in a slot, scattered over the store, and holders. */
export function castOf(
  store: BigStore,
  assets: number,
): { readonly tags: readonly string[]; readonly holders: readonly string[] } {
  const { db, close } = openRead(store);
  const all = db.prepare<[], string>("SELECT tag FROM assets WHERE status = 'slot' ORDER BY asset_id").pluck().all();
  const step = Math.max(1, Math.floor(all.length / assets));
  const tags = all.filter((_, i) => i % step === 0).slice(0, assets);
  const holders = db.prepare<[], string>('SELECT name FROM holders ORDER BY holder_id LIMIT 1000').pluck().all();
  close();
  return { tags, holders };
}
