import { openToAct } from '../lib/acting.ts';
import { nextEvents } from '../lib/appending.ts';
import { copyOf } from '../lib/bigStore.ts';
import { bareStore, fillFrom, keyedStore } from '../lib/rawStores.ts';
import { openRead } from '../lib/reading.ts';
import type { Measure } from '../lib/setting.ts';
import { compare, interleave, round } from '../lib/timing.ts';

/** An import's commit: so many assets added as one batch, with all that a single command does for each. */
export const batch: Measure = {
  what: 'a batch of asset.add, against as many bare inserts in one transaction',
  async run(setting) {
    const big = setting.store(setting.smaller);
    const folder = setting.folder();
    const bare = bareStore(folder);
    const keyed = keyedStore(folder);
    for (const raw of [bare, keyed]) fillFrom(raw, big.path);
    const { custody, session } = openToAct(copyOf(big, `${folder}/copy`));
    const { db, close } = openRead(big);
    const events = nextEvents(db, ROUNDS * setting.batch);
    close();

    const inOne = (raw: typeof bare) =>
      raw.db.transaction((i: number) => {
        for (const event of events.slice(i * setting.batch, (i + 1) * setting.batch)) raw.insert(event);
      }).immediate;
    const times = await interleave(
      {
        bare: inOne(bare),
        keyed: inOne(keyed),
        batch: async (i) => {
          const commands = Array.from({ length: setting.batch }, (_, j) => addAsset(i, j));
          const results = await custody.executeBatch(commands, session, { kind: 'IMPORT_COMMITTED', data: {} });
          const refused = results.find(({ ok }) => !ok);
          if (refused) throw new Error(JSON.stringify(refused));
        },
      },
      ROUNDS,
      0,
    );
    for (const open of [bare, keyed, custody]) open.close();
    const perEvent = (name: keyof typeof times) => round(times[name].p50 / setting.batch);
    return {
      commands: setting.batch,
      onTopOf: big.events,
      microsecondsPerEvent: { bare: perEvent('bare'), keyed: perEvent('keyed'), batch: perEvent('batch') },
      timesBare: compare(times.batch, times.bare),
    };
  },
};

/** The first batch is half compiled, and what a bare one takes differs by a fifth from one to the next. */
const ROUNDS = 5;

const addAsset = (i: number, j: number) => ({
  command: 'asset.add',
  tag: `NEW-${i}-${String(j).padStart(6, '0')}`,
  model: 'Handheld radio',
  serial: `S${i}${j}`,
  manufacturer: 'Norrland',
  category: 'Radio',
});
