import { basename } from 'node:path';
import type { Session } from '../../shared/session.ts';
import type { Custody } from '../custody.ts';
import { type Backup, backupStore } from '../lifecycle/backupStore.ts';
import { appFolder } from '../store/appFolder.ts';
import { migrationsFolder } from '../store/migrate.ts';
import { writeJson, writeRefusal } from './answer.ts';
import { orStopped, statusOfStop, type Terminal } from './terminal.ts';
import { defineVerb, WrongUsage } from './verb.ts';
import { withStore } from './withStore.ts';

export const backup = defineVerb({
  name: 'backup',
  summary: 'write a verified copy of the store',
  usage: `--out FILE [--store FILE] [--as OPERATOR]

Works beside the open app. The copy is checked from beginning to end before it gets its name; a file that is there is
replaced only then. The backup is recorded in the store, unless another program is writing to it.

  assettrack backup --store demo.sqlite --out demo-backup.sqlite`,
  options: { store: { type: 'string' }, as: { type: 'string' }, out: { type: 'string' } },
  words: { min: 0, max: 0 },
  run: async ({ store, as, out }, _words, terminal) => {
    if (out === undefined) throw new WrongUsage('say where to: --out FILE');
    return withStore({ store, as, mode: 'either' }, terminal, async (custody, session) => {
      const stop = terminal.stopSignal();
      const needs = { store: custody.path, out, home: appFolder(), migrations: migrationsFolder, stop };
      const made = await backupStore(needs).catch(orStopped(stop));
      if (made === null) return statusOfStop(stop) ?? 1;
      if (!made.ok) return writeRefusal(terminal, made.error);
      const recorded = await record(custody, session, made.value, terminal);
      await writeJson(terminal, { ok: true, ...made.value, recorded });
      return 0;
    });
  },
});

/** The backup is there and good, whether or not the store can be told. */
async function record(
  custody: Custody,
  session: Session | null,
  { path, ...facts }: Backup,
  terminal: Terminal,
): Promise<boolean> {
  if (custody.mode === 'read') {
    terminal.say('assettrack: the store cannot be written now, so this backup is not recorded in it.');
    return false;
  }
  const recorded = await custody.recordBackup(session, { file: basename(path), ...facts });
  if (!recorded.ok) terminal.say(`assettrack: this backup is not recorded. ${recorded.error.message}`);
  return recorded.ok;
}
