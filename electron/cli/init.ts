import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createStore } from '../custody.ts';
import { writeJson, writeRefusal } from './answer.ts';
import { readNewPin } from './pin.ts';
import { defineVerb, WrongUsage } from './verb.ts';
import { storePath } from './withStore.ts';

export const init = defineVerb({
  name: 'init',
  summary: 'make a new store and its first admin',
  usage: `--organisation NAME --admin NAME [--store FILE]

The admin's PIN (6 to 12 digits) comes from ASSETTRACK_PIN, or is asked for. The folder must exist, the file must not.

  ASSETTRACK_PIN=… assettrack init --store demo.sqlite --organisation 'Field Office' --admin Ada`,
  options: { store: { type: 'string' }, organisation: { type: 'string' }, admin: { type: 'string' } },
  words: { min: 0, max: 0 },
  run: async ({ store, organisation, admin }, _words, terminal) => {
    if (organisation === undefined) throw new WrongUsage('say whose store it is: --organisation NAME');
    if (admin === undefined) throw new WrongUsage('say who is its first admin: --admin NAME');
    const path = storePath(store);
    // The app makes its own folder; a folder that somebody names must be there.
    if (store === undefined) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const created = await createStore({ path, mode: 'write', organisation, admin, pin: await readNewPin(terminal) });
    if (!created.ok) return writeRefusal(terminal, created.error);
    const events = [...created.value.events({ fromSeq: 1 })];
    created.value.close();
    await writeJson(terminal, { ok: true, store: path, organisation, admin, events });
    return 0;
  },
});
