import { openToAct } from './acting.ts';
import { type BigStore, copyOf } from './bigStore.ts';
import { openRead } from './reading.ts';
import type { Setting } from './setting.ts';

/** A copy opened as the app opens it, and the file itself for the raw rows. */
export function asking(setting: Setting, big: BigStore) {
  const { custody, session } = openToAct(copyOf(big, `${setting.folder()}/copy`));
  const { db, close } = openRead(big);
  return {
    db,
    query<T>(name: string, args: unknown): T {
      const answer = custody.query(name, args, session);
      if (!answer.ok) throw new Error(`${name} ${JSON.stringify(args)}: ${JSON.stringify(answer.error)}`);
      return answer.value as T; // the caller knows what the query gives
    },
    close() {
      custody.close();
      close();
    },
  };
}
