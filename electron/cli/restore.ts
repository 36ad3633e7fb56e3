import { basename } from 'node:path';
import { accept, type Result } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import { systemClock } from '../../shared/time.ts';
import { openCustody } from '../custody.ts';
import { type Restored, restoreStore } from '../lifecycle/restoreStore.ts';
import { appFolder } from '../store/appFolder.ts';
import { migrationsFolder } from '../store/migrate.ts';
import { writeJson, writeRefusal } from './answer.ts';
import { readPin } from './pin.ts';
import { orStopped, statusOfStop, type Terminal } from './terminal.ts';
import { defineVerb, WrongUsage } from './verb.ts';
import { storePath } from './withStore.ts';

export const restore = defineVerb({
  name: 'restore',
  summary: 'put a backup in the place of the store',
  usage: `--from FILE [--store FILE] [--as OPERATOR]

The backup is checked from beginning to end first. The store that was there is kept beside it, as
NAME.replaced-TIME.sqlite. Nobody else may be writing to the store.

  assettrack restore --store demo.sqlite --from demo-backup.sqlite`,
  options: { store: { type: 'string' }, as: { type: 'string' }, from: { type: 'string' } },
  words: { min: 0, max: 0 },
  run: async ({ store: named, as, from }, _words, terminal) => {
    if (from === undefined) throw new WrongUsage('say from what: --from FILE');
    const store = storePath(named);
    const session = as === undefined ? accept(null) : await identify(store, as, await readPin(terminal));
    if (!session.ok) return writeRefusal(terminal, session.error);
    const stop = terminal.stopSignal();
    const needs = { store, from, home: appFolder(), migrations: migrationsFolder, now: systemClock.now(), stop };
    const restored = await restoreStore(needs).catch(orStopped(stop));
    if (restored === null) return statusOfStop(stop) ?? 1;
    if (!restored.ok) return writeRefusal(terminal, restored.error);
    const recorded = await record(restored.value, from, session.value, terminal);
    await writeJson(terminal, { ok: true, ...restored.value, recorded });
    return 0;
  },
});

/** Who asks, by the store that is about to be replaced. */
async function identify(path: string, name: string, pin: string): Promise<Result<Session>> {
  const opened = openCustody({ path, mode: 'read' });
  if (!opened.ok) return opened;
  try {
    return await opened.value.signIn(name, pin, 'command-line');
  } finally {
    opened.value.close();
  }
}

/** Opening the restored store for writing begins this laptop's new chain; the restore is what it tells first. */
async function record(
  { path, backupHead, formerHead, replaced }: Restored,
  from: string,
  session: Session | null,
  terminal: Terminal,
): Promise<boolean> {
  const opened = openCustody({ path, mode: 'write' });
  if (!opened.ok) {
    terminal.say('assettrack: the store is restored, but cannot be written now, so that is not recorded in it.');
    return false;
  }
  try {
    const data = { file: basename(from), backupHead, formerHead, replaced: replaced && basename(replaced) };
    const bySession = session && (await opened.value.recordRestore(session, data));
    if (bySession?.ok) return true;
    // Whoever asked may not be known in the backup, or not any more.
    const bySystem = await opened.value.recordRestore(null, data);
    return bySystem.ok;
  } finally {
    opened.value.close();
  }
}
