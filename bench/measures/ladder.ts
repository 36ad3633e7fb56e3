import { nextEvents, openToAppend } from '../lib/appending.ts';
import { copyOf } from '../lib/bigStore.ts';
import { bareStore, fillFrom } from '../lib/rawStores.ts';
import { nextRows, openRung, type Rung, type RungName, rungNames } from '../lib/rungs.ts';
import type { Measure, Setting } from '../lib/setting.ts';
import { type Contender, compare, type Figure, interleave, round } from '../lib/timing.ts';

/** Rows of one transaction in the third column of the ladder. */
const PER_TRANSACTION = 1000;

/** What each duty of the log costs, one upon the other: on the disk, in memory, and many in one transaction. */
export const ladder: Measure = {
  what: 'the price of each duty of an append, against the bare insert',
  async run(setting) {
    const memory = setting.memoryFolder();
    return {
      events: setting.store(setting.smaller).events,
      onDisk: await climb(setting, setting.folder(), 1),
      inMemory: memory === null ? null : await climb(setting, memory, 1),
      perTransaction: PER_TRANSACTION,
      manyInOne: await climb(setting, setting.folder(), PER_TRANSACTION),
    };
  },
};

type Step = 'bare' | RungName | 'log';

async function climb(setting: Setting, folder: string, size: number) {
  const big = setting.store(setting.smaller);
  const rounds = size === 1 ? setting.rounds : Math.max(3, Math.floor(setting.rounds / 20));
  const count = size * (rounds + Math.ceil(rounds / 10));

  const bare = bareStore(folder);
  fillFrom(bare, big.path);
  const store = openToAppend(copyOf(big, `${folder}/copy`));
  const events = nextEvents(store.db, count);
  const rows = nextRows(store.db, events);
  const rungs = rungNames.map((name) => [name, openRung(folder, name, big.path)] as const);

  const many = (work: (i: number) => void, db: Rung['db']): Contender => {
    if (size === 1) return work;
    return db.transaction((i: number) => {
      for (let j = 0; j < size; j++) work(i * size + j);
    }).immediate;
  };
  const at = <T>(list: readonly T[], i: number): T => {
    const one = list[i];
    if (one === undefined) throw new Error('more rounds than events');
    return one;
  };
  const contenders = {
    bare: many((i) => bare.insert(at(events, i)), bare.db),
    ...Object.fromEntries(rungs.map(([name, rung]) => [name, many((i) => rung.insert(at(rows, i)), rung.db)])),
    log:
      size === 1
        ? (i: number) => store.append(at(events, i))
        : many((i) => store.log.append([at(events, i)]), store.db),
  } as Readonly<Record<Step, Contender>>; // every rung is among them
  const times = await interleave(contenders, rounds);
  for (const open of [bare, store, ...rungs.map(([, rung]) => rung)]) open.close();
  return steps(times, size);
}

/** Each step in µs an event, in times of the bare insert, and what it adds to the step below it. */
function steps(times: Readonly<Record<Step, Figure>>, size: number) {
  const order: readonly Step[] = ['bare', ...rungNames, 'log'];
  const all = order.map((step, i) => {
    const below = times[order[i - 1] ?? step];
    const own = times[step];
    const perEvent = (p: 'p10' | 'p50') => ({
      [p]: round(own[p] / size),
      [`${p}Adds`]: round((own[p] - below[p]) / size),
    });
    return [step, { ...perEvent('p50'), ...perEvent('p10'), timesBare: compare(own, times.bare) }] as const;
  });
  return Object.fromEntries(all);
}
