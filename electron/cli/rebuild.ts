import { writeJson } from './answer.ts';
import { defineVerb } from './verb.ts';
import { withStore } from './withStore.ts';

export const rebuild = defineVerb({
  name: 'rebuild',
  summary: 'derive everything but the log anew from the log',
  usage: `[--store FILE]

The log is read and not changed. Writes how many streams were derived (assets, cases, holders …).

  assettrack rebuild --store demo.sqlite`,
  options: { store: { type: 'string' }, as: { type: 'string' } },
  words: { min: 0, max: 0 },
  run: ({ store, as }, _words, terminal) =>
    withStore({ store, as, mode: 'write' }, terminal, async (custody) => {
      await writeJson(terminal, { ok: true, ...custody.rebuild() });
      return 0;
    }),
});
