import { writeJson } from './answer.ts';
import { defineVerb } from './verb.ts';
import { withStore } from './withStore.ts';

export const verify = defineVerb({
  name: 'verify',
  summary: 'check the whole store: file, hash chain, head, projections',
  usage: `[--store FILE]

Writes one JSON object: {"ok":…,"events":…,"findings":[{"code":…,"message":…}],"head":…}. Exit status 1 if anything is
found. It changes nothing and works beside the open app.

  assettrack verify --store demo.sqlite`,
  options: { store: { type: 'string' }, as: { type: 'string' } },
  words: { min: 0, max: 0 },
  run: ({ store, as }, _words, terminal) =>
    withStore({ store, as, mode: 'read' }, terminal, async (custody) => {
      const { events, findings, head } = custody.verify();
      const ok = findings.length === 0;
      await writeJson(terminal, { ok, events, findings, head });
      return ok ? 0 : 1;
    }),
});
