import { writeJson, writeRefusal } from './answer.ts';
import { parseStrictJson } from './strictJson.ts';
import { defineVerb } from './verb.ts';
import { withStore } from './withStore.ts';

export const query = defineVerb({
  name: 'query',
  summary: 'ask a question and get the answer as JSON',
  usage: `NAME [JSON] [--store FILE] [--as OPERATOR]

  assettrack query custody '{"at":"2026-11-21T14:30:00+01:00","case":"CASE-13"}' --store demo.sqlite`,
  options: { store: { type: 'string' }, as: { type: 'string' } },
  words: { min: 1, max: 2 },
  run: async ({ store, as }, [name = '', json = '{}'], terminal) => {
    const args = parseStrictJson(json);
    if (!args.ok) return writeRefusal(terminal, { code: 'INVALID', details: { field: 'args', why: args.problem } });
    return withStore({ store, as, mode: 'read' }, terminal, async (custody, session) => {
      const answer = custody.query(name, args.value, session);
      if (!answer.ok) return writeRefusal(terminal, answer.error);
      await writeJson(terminal, answer.value);
      return 0;
    });
  },
});
