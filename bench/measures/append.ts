import { nextEvents, openToAppend } from '../lib/appending.ts';
import { copyOf, type Size } from '../lib/bigStore.ts';
import { bareStore, fillFrom, keyedStore } from '../lib/rawStores.ts';
import type { Measure, Setting } from '../lib/setting.ts';
import { type Contender, compare, type Figure, interleave } from '../lib/timing.ts';

const kinds = ['bare', 'keyed', 'log'] as const;
type Kind = (typeof kinds)[number];

/** One event, durable, through the log: all that the database checks, no decision and no projection. */
export const append: Measure = {
  what: 'a durable append through the log, at no, some and many events, against the bare insert',
  async run(setting) {
    const places = [{ events: 0, assets: 0 }, setting.smaller, setting.size].map((size) => openAll(setting, size));
    // All sizes in the same rounds: what a log's growth costs is a ratio too.
    const contenders = places.flatMap((place, i) =>
      kinds.map((kind) => [`${kind} ${i}`, place.contenders[kind]] as const),
    );
    const times = await interleave(Object.fromEntries(contenders), setting.rounds);
    const figure = (kind: Kind, i: number): Figure =>
      times[`${kind} ${i}`] ?? { n: 0, p10: 0, p50: 0, p95: 0, p99: 0, cpu: 0 };
    const sizes = places.map(({ events, close }, i) => {
      close();
      const [bare, keyed, log] = kinds.map((kind) => figure(kind, i));
      return { events, bare, keyed, log, timesBare: compare(figure('log', i), figure('bare', i)) };
    });
    const last = places.length - 1;
    const growth = (kind: Kind) => compare(figure(kind, last), figure(kind, 0));
    const [nearest] = sizes.toSorted((a, b) => Math.abs(a.events - 100_000) - Math.abs(b.events - 100_000));
    return {
      sizes,
      /** of the goal's size, or as near to it as this run came */
      nearest100000: nearest,
      growth: { bare: growth('bare'), keyed: growth('keyed'), log: growth('log') },
      fsyncsPerAppend: syncsPerAppend(setting),
    };
  },
};

interface Place {
  readonly events: number;
  readonly contenders: Readonly<Record<Kind, Contender>>;
  close(): void;
}

function openAll(setting: Setting, size: Size): Place {
  const big = setting.store(size);
  const folder = setting.folder();
  const bare = bareStore(folder);
  const keyed = keyedStore(folder);
  for (const raw of [bare, keyed]) fillFrom(raw, big.path);
  const store = openToAppend(copyOf(big, `${folder}/copy`));
  const events = nextEvents(store.db, setting.rounds + Math.ceil(setting.rounds / 10));
  const event = (i: number) => events[i] ?? nothingLeft();
  return {
    events: big.events,
    contenders: {
      bare: (i) => bare.insert(event(i)),
      keyed: (i) => keyed.insert(event(i)),
      log: (i) => store.append(event(i)),
    },
    close() {
      for (const open of [bare, keyed, store]) open.close();
    },
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
