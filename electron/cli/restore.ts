import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Refusal } from '../../shared/refusal.ts';
import { systemClock } from '../../shared/time.ts';
import { sentence } from '../../shared/words.ts';
import { openCustody } from '../custody.ts';
import { previewRestore } from '../lifecycle/previewRestore.ts';
import { type Restored, restoredData, restoreStore } from '../lifecycle/restoreStore.ts';
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
  usage: `--from FILE [--store FILE] [--as OPERATOR] [--preview]

The backup is checked from beginning to end first. The store that was there is kept beside it, as
NAME.replaced-TIME.sqlite. Nobody else may be writing to the store. With --preview nothing is restored: the backup is checked
wholly, and what would be lost and gained is said.

  assettrack restore --store demo.sqlite --from demo-backup.sqlite`,
  options: {
    store: { type: 'string' },
    as: { type: 'string' },
    from: { type: 'string' },
    preview: { type: 'boolean' },
  },
  words: { min: 0, max: 0 },
  run: async ({ store: named, as, from, preview }, _words, terminal) => {
    if (from === undefined) throw new WrongUsage('say from what: --from FILE');
    const store = storePath(named);
    if (preview) return tellPreview(store, from, terminal);
    const operator = as === undefined ? null : { name: as, pin: await readPin(terminal) };
    const doubt = operator && (await whyNotThey(store, operator));
    if (doubt) return writeRefusal(terminal, doubt);
    if (named === undefined) mkdirSync(dirname(store), { recursive: true, mode: 0o700 });
    const stop = terminal.stopSignal();
    const needs = { store, from, home: appFolder(), migrations: migrationsFolder, now: systemClock.now(), stop };
    const restored = await restoreStore(needs).catch(orStopped(stop));
    if (restored === null) return statusOfStop(stop) ?? 1;
    if (!restored.ok) return writeRefusal(terminal, restored.error);
    const recorded = await record(restored.value, from, operator, terminal);
    await writeJson(terminal, { ok: true, ...restored.value, recorded });
    return 0;
  },
});

async function tellPreview(store: string, from: string, terminal: Terminal): Promise<number> {
  const stop = terminal.stopSignal();
  const needs = { store, from, home: appFolder(), migrations: migrationsFolder, stop };
  const seen = await previewRestore(needs).catch(orStopped(stop));
  if (seen === null) return statusOfStop(stop) ?? 1;
  if (!seen.ok) return writeRefusal(terminal, seen.error);
  await writeJson(terminal, { ok: true, ...seen.value });
  return 0;
}

interface Operator {
  readonly name: string;
  readonly pin: string;
}

/** Asks the store that is about to be replaced who asks for it; one that is lost or ruined cannot tell. */
async function whyNotThey(path: string, { name, pin }: Operator): Promise<Refusal | null> {
  const opened = openCustody({ path, mode: 'read' });
  if (!opened.ok) return null;
  try {
    const signedIn = await opened.value.signIn(name, pin, 'command-line');
    return signedIn.ok ? null : signedIn.error;
  } finally {
    opened.value.close();
  }
}

/** Opening the restored store for writing begins this laptop's new chain; the restore is what it tells first. */
async function record(
  restored: Restored,
  from: string,
  operator: Operator | null,
  terminal: Terminal,
): Promise<boolean> {
  const opened = openCustody({ path: restored.path, mode: 'write' });
  if (!opened.ok) {
    terminal.say(`assettrack: the store is restored, but that is not recorded in it. ${sentence(opened.error)}`);
    return false;
  }
  try {
    // Whoever asked may not be known in the backup, or not any more: then the app itself says what it did.
    const signedIn = operator && (await opened.value.signIn(operator.name, operator.pin, 'command-line'));
    const recorded = await opened.value.recordRestore(
      signedIn?.ok ? signedIn.value : null,
      restoredData(restored, from),
    );
    if (!recorded.ok)
      terminal.say(`assettrack: the store is restored, but that is not recorded. ${recorded.error.message}`);
    return recorded.ok;
  } finally {
    opened.value.close();
  }
}
