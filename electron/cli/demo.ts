import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeDemo } from '../demo/writeDemo.ts';
import { writeJson, writeRefusal } from './answer.ts';
import { defineVerb } from './verb.ts';
import { storePath } from './withStore.ts';

export const demo = defineVerb({
  name: 'demo',
  summary: 'make a store with a sample organisation',
  usage: `[--store FILE]

Two months of custody, every event by a real command. The file must not be there yet.

  assettrack demo --store demo.sqlite`,
  options: { store: { type: 'string' } },
  words: { min: 0, max: 0 },
  run: async ({ store }, _words, terminal) => {
    const path = storePath(store);
    if (store === undefined) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const written = await writeDemo({ path });
    if (!written.ok) return writeRefusal(terminal, written.error);
    await writeJson(terminal, { ok: true, store: path, ...written.value });
    return 0;
  },
});
