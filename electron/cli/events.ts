import { writeJsonLines } from './answer.ts';
import { defineVerb, WrongUsage } from './verb.ts';
import { withStore } from './withStore.ts';

export const events = defineVerb({
  name: 'events',
  summary: 'write the log, one event a line, oldest first',
  usage: `[--store FILE] [--from SEQ] [--type TYPE] [--as OPERATOR]

  assettrack events --store demo.sqlite --type ASSET_ISSUED`,
  options: {
    store: { type: 'string' },
    as: { type: 'string' },
    from: { type: 'string' },
    type: { type: 'string' },
  },
  words: { min: 0, max: 0 },
  run: async ({ store, as, from, type }, _words, terminal) => {
    const fromSeq = from === undefined ? 1 : readSeq(from);
    return withStore({ store, as, mode: 'read' }, terminal, async (custody) => {
      await writeJsonLines(terminal, custody.events({ fromSeq, ...(type === undefined ? {} : { type }) }));
      return 0;
    });
  },
});

/** @throws {WrongUsage} when it is no number of an event */
function readSeq(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new WrongUsage(`--from takes the number of an event, not "${text}"`);
  return Number(text);
}
