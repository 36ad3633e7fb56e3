import { resolve } from 'node:path';
import type { Session } from '../../shared/session.ts';
import type { Custody } from '../custody.ts';
import { appFolder } from '../store/appFolder.ts';
import { lookAtStore } from '../store/lookAtStore.ts';
import { migrationsFolder, readMigrations } from '../store/migrate.ts';
import { type VerifyReport, verificationFacts, verifyStore } from '../verify.ts';
import { writeJson, writeRefusal } from './answer.ts';
import { checkPack } from './checkPack.ts';
import type { Terminal } from './terminal.ts';
import { defineVerb, WrongUsage } from './verb.ts';
import { storePath, withStore } from './withStore.ts';

export const verify = defineVerb({
  name: 'verify',
  summary: 'check the whole store: file, hash chain, head, projections; or a custody pack',
  usage: `[--store FILE] [--as OPERATOR]
assettrack verify PACK [--key FINGERPRINT]

Writes one JSON object: {"ok":…,"events":…,"findings":[{"code":…,"message":…}],"counts":…,"head":…,"heads":…}. Exit
status 1 if anything is found. It changes nothing and works beside the open app. With --as the check itself is recorded
in the store, and the answer says so in "recorded"; not while the app is open, in a copy, or where the file is damaged.

A pack needs no store and no network: {"ok":…,"statements":[{"verdict":"proven"|"not proven"|"broken","text":…}],
"manifest":…}, and the same in lines for people. Exit status 1 if anything is broken. --key says which device's key must
have signed it: its fingerprint, or its public key, as the organisation tells it.

  assettrack verify --store demo.sqlite
  assettrack verify asset.zip`,
  options: { store: { type: 'string' }, as: { type: 'string' }, key: { type: 'string' } },
  words: { min: 0, max: 1 },
  run: ({ store, as, key }, [file], terminal) => {
    if (file !== undefined) {
      if (store !== undefined || as !== undefined) throw new WrongUsage('a pack is checked by itself, without a store');
      return checkPack(resolve(file), key, terminal);
    }
    if (key !== undefined) throw new WrongUsage('--key is for a pack');
    const path = storePath(store);
    // Nobody can sign in to a store that cannot be opened, and that is when it is verified.
    if (as === undefined) return check(path, terminal, null);
    return withStore({ store, as, mode: 'read' }, terminal, (custody, session) =>
      check(path, terminal, session && { custody, session }),
    );
  },
});

async function check(
  path: string,
  terminal: Terminal,
  by: { readonly custody: Custody; readonly session: Session } | null,
): Promise<number> {
  const look = lookAtStore(path, readMigrations(migrationsFolder).length);
  if (!look.ok && look.error.code !== 'STORE_DAMAGED') return writeRefusal(terminal, look.error);
  const report = verifyStore({ path, home: appFolder(), migrations: migrationsFolder });
  const { events, findings, counts, head, heads } = report;
  const ok = findings.length === 0;
  const recorded = by && { recorded: await record(by.custody, by.session, report, terminal) };
  await writeJson(terminal, { ok, events, findings, counts, head, heads, ...recorded });
  return ok ? 0 : 1;
}

/** Nothing more is written into a file that SQLite itself finds damaged. */
async function record(custody: Custody, session: Session, report: VerifyReport, terminal: Terminal): Promise<boolean> {
  const damaged = report.counts.INTEGRITY !== undefined || report.counts.SCHEMA !== undefined;
  const recorded = damaged ? null : await custody.recordVerification(session, verificationFacts(report));
  if (recorded?.ok) return true;
  terminal.say(
    `assettrack: this check is not recorded. ${recorded ? recorded.error.message : 'The file is damaged, so nothing is written to it.'}`,
  );
  return false;
}
