import { nextEvents, openToAppend } from '../lib/appending.ts';
import { copyOf, type Size } from '../lib/bigStore.ts';
import { bareStore, fillFrom, keyedStore } from '../lib/rawStores.ts';
import type { Measure, Setting } from '../lib/setting.ts';
import { interleave, ratio } from '../lib/timing.ts';

/** One event, durable, through the log: all that the database checks, no decision and no projection. */
export const append: Measure = {
  what: 'a durable append through the log, at no, some and many events, against the bare insert',
  async run(setting) {
    const none = await appendAt(setting, { events: 0, assets: 0 });
    const some = await appendAt(setting, setting.smaller);
    const many = await appendAt(setting, setting.size);
    return {
      sizes: [none, some, many],
      growth: {
        bare: ratio(many.bare.p50, none.bare.p50),
        keyed: ratio(many.keyed.p50, none.keyed.p50),
        log: ratio(many.log.p50, none.log.p50),
      },
      fsyncsPerAppend: syncsPerAppend(setting),
    };
  },
};

async function appendAt(setting: Setting, size: Size) {
  const big = setting.store(size);
  const folder = setting.folder();
  const bare = bareStore(folder);
  const keyed = keyedStore(folder);
  for (const raw of [bare, keyed]) fillFrom(raw, big.path);
  const store = openToAppend(copyOf(big, `${folder}/copy`));
  const events = nextEvents(store.db, setting.rounds + Math.ceil(setting.rounds / 10));
  const event = (i: number) => events[i] ?? nothingLeft();
  const times = await interleave(
    {
      bare: (i) => bare.insert(event(i)),
      keyed: (i) => keyed.insert(event(i)),
      log: (i) => store.append(event(i)),
    },
    setting.rounds,
  );
  for (const open of [bare, keyed, store]) open.close();
  return {
    events: big.events,
    ...times,
    ratio: { keyed: ratio(times.keyed.p50, times.bare.p50), log: ratio(times.log.p50, times.bare.p50) },
  };
}

/** What 100 appends more cost in waits for the disk, so that opening and closing do not count. */
function syncsPerAppend(setting: Setting): number | null {
  const few = setting.syncsOf('append', { times: 20 });
  const more = setting.syncsOf('append', { times: 120 });
  return few === null || more === null ? null : (more - few) / 100;
}

function nothingLeft(): never {
  throw new Error('more rounds than events');
}
