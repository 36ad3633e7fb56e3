import { appFolder } from '../store/appFolder.ts';
import { lookAtStore } from '../store/lookAtStore.ts';
import { migrationsFolder, readMigrations } from '../store/migrate.ts';
import { verifyStore } from '../verify.ts';
import { writeJson, writeRefusal } from './answer.ts';
import type { Terminal } from './terminal.ts';
import { defineVerb } from './verb.ts';
import { storePath, withStore } from './withStore.ts';

export const verify = defineVerb({
  name: 'verify',
  summary: 'check the whole store: file, hash chain, head, projections',
  usage: `[--store FILE] [--as OPERATOR]

Writes one JSON object: {"ok":…,"events":…,"findings":[{"code":…,"message":…}],"counts":…,"head":…,"heads":…}. Exit
status 1 if anything is found. It changes nothing and works beside the open app.

  assettrack verify --store demo.sqlite`,
  options: { store: { type: 'string' }, as: { type: 'string' } },
  words: { min: 0, max: 0 },
  run: ({ store, as }, _words, terminal) => {
    const path = storePath(store);
    // Nobody can sign in to a store that cannot be opened, and that is when it is verified.
    if (as === undefined) return check(path, terminal);
    return withStore({ store, as, mode: 'read' }, terminal, () => check(path, terminal));
  },
});

async function check(path: string, terminal: Terminal): Promise<number> {
  const look = lookAtStore(path, readMigrations(migrationsFolder).length);
  if (!look.ok && look.error.code !== 'STORE_DAMAGED') return writeRefusal(terminal, look.error);
  const { events, findings, counts, head, heads } = verifyStore({
    path,
    home: appFolder(),
    migrations: migrationsFolder,
  });
  const ok = findings.length === 0;
  await writeJson(terminal, { ok, events, findings, counts, head, heads });
  return ok ? 0 : 1;
}
