import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Refusal } from '../../shared/refusal.ts';
import { words } from '../../shared/uiWords.ts';
import { newRecoveryCode } from '../auth/recoveryCode.ts';
import { createStore } from '../createStore.ts';
import type { Custody } from '../custody.ts';
import { writeJson, writeRefusal } from './answer.ts';
import { readNewPin } from './pin.ts';
import { defineVerb, WrongUsage } from './verb.ts';
import { storePath } from './withStore.ts';

export const init = defineVerb({
  name: 'init',
  summary: 'make a new store and its first admin',
  usage: `--organisation NAME --admin NAME [--store FILE] [--recovery-code FILE]

The admin's PIN (6 to 12 digits) comes from ASSETTRACK_PIN, or is asked for. The folder must exist, the file must not.
--recovery-code makes the code that gives a forgotten last admin a new PIN, and writes it to a file of its own, never to
the terminal. The file must not exist yet; keep it apart from the laptop.

  ASSETTRACK_PIN=… assettrack init --store demo.sqlite --organisation 'Field Office' --admin Ada`,
  options: {
    store: { type: 'string' },
    organisation: { type: 'string' },
    admin: { type: 'string' },
    'recovery-code': { type: 'string' },
  },
  words: { min: 0, max: 0 },
  run: async ({ store, organisation, admin, 'recovery-code': codeFile }, _words, terminal) => {
    if (organisation === undefined) throw new WrongUsage('say whose store it is: --organisation NAME');
    if (admin === undefined) throw new WrongUsage('say who is its first admin: --admin NAME');
    const path = storePath(store);
    // The app makes its own folder; a folder that somebody names must be there.
    if (store === undefined) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const pin = await readNewPin(terminal);
    const code = codeFile === undefined ? null : newRecoveryCode();
    if (code !== null && codeFile !== undefined) {
      const sheet = words.admin.recovery.sheet(organisation, code, new Date().toISOString().slice(0, 10));
      const refused = putAside(codeFile, sheet);
      if (refused) return writeRefusal(terminal, refused);
    }
    const created = await createStore({ path, mode: 'write', organisation, admin, pin });
    if (!created.ok) {
      if (codeFile !== undefined) rmSync(codeFile);
      return writeRefusal(terminal, created.error);
    }
    const custody = created.value;
    if (code !== null) await putIntoForce(custody, admin, pin, code);
    const events = [...custody.events({ fromSeq: 1 })];
    custody.close();
    await writeJson(terminal, {
      ok: true,
      store: path,
      organisation,
      admin,
      ...(codeFile === undefined ? {} : { recoveryCode: codeFile }),
      events,
    });
    return 0;
  },
});

/** Writes the sheet where nothing lies yet, readable for its owner alone. @returns why not; null: it is there */
function putAside(path: string, sheet: string): Refusal | null {
  try {
    writeFileSync(path, sheet, { flag: 'wx', mode: 0o600 });
    return null;
  } catch (error) {
    return { code: 'CANNOT_WRITE', details: { path, why: error instanceof Error ? error.message : String(error) } };
  }
}

async function putIntoForce(custody: Custody, admin: string, pin: string, code: string): Promise<void> {
  const session = await custody.signIn(admin, pin, 'command-line');
  const set = session.ok ? await custody.setRecoveryCode(session.value, code) : session;
  if (!set.ok) throw new Error(`the recovery code is not in force: ${set.error.code}`);
}
