import { castOf, openToAct } from '../lib/acting.ts';
import { nextEvents } from '../lib/appending.ts';
import { copyOf } from '../lib/bigStore.ts';
import { bareStore, fillFrom } from '../lib/rawStores.ts';
import { openRead } from '../lib/reading.ts';
import type { Measure, Setting } from '../lib/setting.ts';
import { compare, type Figure, interleave, round } from '../lib/timing.ts';

/** Assets of one handover, where the store has as many to spare. */
const MOST_ITEMS = 10;

/** A command as the window gives it: authority, form, decision, judgement, append, projections, commit, head file. */
export const command: Measure = {
  what: 'a command through the whole path, against the bare insert',
  async run(setting) {
    const memory = setting.memoryFolder();
    const few = setting.syncsOf('commands', { times: 10 });
    const more = setting.syncsOf('commands', { times: 60 });
    return {
      onDisk: await commandsIn(setting, setting.folder()),
      inMemory: memory === null ? null : await commandsIn(setting, memory),
      fsyncsPerCommand: few === null || more === null ? null : (more - few) / 50,
    };
  },
};

async function commandsIn(setting: Setting, folder: string) {
  const big = setting.store(setting.size);
  const bare = bareStore(folder);
  fillFrom(bare, big.path);
  const { db, close } = openRead(big);
  const events = nextEvents(db, 4 * setting.rounds);
  close();
  const { custody, act } = openToAct(copyOf(big, `${folder}/copy`));
  const { holders, tags } = castOf(big, 4 * setting.rounds + 8 * MOST_ITEMS);
  const holder = (i: number) => holders[i % holders.length];
  const issue = (tag: string | undefined, i: number) =>
    act({ command: 'asset.issue', tag, holder: holder(i), dueAt: '2030-01-01T00:00:00Z' });

  // What one round hands out the next one takes back, so that a round may begin with any of them.
  const items = Math.min(MOST_ITEMS, Math.floor(tags.length / 8));
  const handed = tags.slice(0, 4 * items);
  const rest = tags.slice(4 * items);
  const inspected = rest.filter((_, i) => i % 2 === 0);
  const alone = rest.filter((_, i) => i % 2 === 1);
  const one = (i: number) => alone[i % alone.length];
  await issue(one(0), 0);
  const single = await interleave(
    {
      bare: (i) => bare.insert(events[i] ?? noMore()),
      issue: (i) => issue(one(i + 1), i),
      inspect: (i) => act({ command: 'asset.inspect', tag: inspected[i % inspected.length], condition: 'worn' }),
      return: (i) => act({ command: 'asset.return', tag: one(i) }),
    },
    setting.rounds,
  );

  const ten = (i: number) => handed.slice((i % 4) * items, ((i % 4) + 1) * items).map((tag) => ({ tag }));
  const handOver = (kind: 'issue' | 'return', i: number) =>
    act({ command: 'handover.commit', kind, ...(kind === 'issue' ? { holder: holder(i) } : {}), items: ten(i) });
  await handOver('issue', 0);
  const handover = await interleave(
    {
      bare: (i) => bare.insert(events[2 * setting.rounds + i] ?? noMore()),
      issue: (i) => handOver('issue', i + 1),
      return: (i) => handOver('return', i),
    },
    Math.max(3, Math.floor(setting.rounds / MOST_ITEMS)),
  );
  custody.close();
  bare.close();
  return { events: big.events, single: held(single), items, handover: held(handover) };
}

/** What each takes beside the bare insert of the same run. */
function held<K extends string>(times: Readonly<Record<K | 'bare', Figure>>) {
  const { bare } = times;
  return Object.fromEntries(
    Object.entries<Figure>(times).map(([name, figure]) => [
      name,
      {
        ...figure,
        timesBare: compare(figure, bare),
        beyondBare: { p50: round(figure.p50 - bare.p50), p10: round(figure.p10 - bare.p10) },
      },
    ]),
  );
}

function noMore(): never {
  throw new Error('more rounds than events');
}
