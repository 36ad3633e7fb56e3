import { seededRandom } from '../../electron/demo/random.ts';
import { formatInstant } from '../../shared/time.ts';
import { openToAct } from '../lib/acting.ts';
import { type BigStore, copyOf, type Size } from '../lib/bigStore.ts';
import { openRead } from '../lib/reading.ts';
import type { Measure, Setting } from '../lib/setting.ts';
import { interleave, ratio } from '../lib/timing.ts';

const PAGE = 100;

/** Who had what at a moment in the past: a page of it anywhere in the order of tags, and all of it. */
export const custodyAt: Measure = {
  what: 'custody at a past moment, a page and all of it, against the same rows out of SQLite',
  async run(setting) {
    return { sizes: [await custodyAtSize(setting, setting.smaller), await custodyAtSize(setting, setting.size)] };
  },
};

async function custodyAtSize(setting: Setting, size: Size) {
  const big = setting.store(size);
  const { query, db, close } = asking(setting, big);
  const random = seededRandom(1);
  const [first = 0, last = 0] =
    db.prepare<[], [number, number]>('SELECT min(occurred_at), max(occurred_at) FROM events').raw().get() ?? [];
  const moment = () => random.between(first, last);
  const keys = db.prepare<[], string>('SELECT tag_key FROM assets').pluck().all();
  const someKey = () => random.pick(keys);
  const rawPage = db
    .prepare<[string, number, number]>(
      `SELECT a.tag, s.status, s.case_id, s.slot_no, s.holder_id, s.from_at, s.due_at FROM assets a
       JOIN custody_spans s ON s.asset_id = a.asset_id
       WHERE a.tag_key > +? AND s.from_at = (SELECT max(from_at) FROM custody_spans WHERE asset_id = a.asset_id
         AND from_at <= ?) ORDER BY a.tag_key LIMIT +?`,
    )
    .raw();
  const cursorAt = (key: string) => Buffer.from(JSON.stringify([key])).toString('base64url');
  const times = await interleave(
    {
      raw: () => rawPage.all(someKey(), moment(), PAGE),
      now: () => query('custody', { limit: PAGE, cursor: cursorAt(someKey()) }),
      past: () => query('custody', { limit: PAGE, cursor: cursorAt(someKey()), at: formatInstant(moment()) }),
      inCase: () => query('custody', { limit: PAGE, case: 'CASE-1', at: formatInstant(moment()) }),
    },
    setting.rounds,
  );
  const whole = await interleave(
    {
      raw: () => rawPage.all('', moment(), 1_000_000),
      past: () => {
        const at = formatInstant(moment());
        for (let cursor: string | null = ''; cursor !== null; ) {
          const page: { readonly next: string | null } = query('custody', {
            limit: 1000,
            at,
            ...(cursor && { cursor }),
          });
          cursor = page.next;
        }
      },
    },
    3,
    0,
  );
  close();
  return {
    events: big.events,
    assets: keys.length,
    page: times,
    timesRaw: ratio(times.past.p50, times.raw.p50),
    all: whole,
    allTimesRaw: ratio(whole.past.p50, whole.raw.p50),
  };
}

/** What happened to one asset: a page of its newest hundred events. */
export const history: Measure = {
  what: 'a page of one asset’s history, against the same rows out of SQLite, and as the log grows',
  async run(setting) {
    const small = await historyAt(setting, { events: 10_000, assets: 500 });
    const large = await historyAt(setting, setting.size);
    return { sizes: [small, large], growth: ratio(large.page.p50, small.page.p50) };
  },
};

async function historyAt(setting: Setting, wanted: Size) {
  const size = wanted.events < setting.size.events ? wanted : setting.size;
  const big = setting.store(size);
  const { query, db, close } = asking(setting, big);
  const busy = db
    .prepare<[], readonly [string, string, number]>(
      `SELECT a.tag, a.asset_id, count(*) FROM assets a JOIN events e ON e.stream_id = a.asset_id
       WHERE a.tag_key IN (SELECT tag_key FROM assets ORDER BY version DESC LIMIT 2000)
       GROUP BY a.asset_id HAVING count(*) >= ${Math.min(PAGE, size.events / size.assets)} LIMIT 500`,
    )
    .raw()
    .all();
  const rows = db
    .prepare<[string, number]>(
      `SELECT seq, type, occurred_at, recorded_at, actor_id, data, changes, note FROM events
       WHERE stream_id = +? ORDER BY seq LIMIT +?`,
    )
    .raw();
  const one = (i: number) => busy[(i * 7) % busy.length] ?? (['', '', 0] as const);
  const times = await interleave(
    {
      raw: (i) => rows.all(one(i)[1], PAGE),
      page: (i) => query('asset.history', { tag: one(i)[0], limit: PAGE }),
    },
    setting.rounds,
  );
  close();
  return { events: big.events, ...times, timesRaw: ratio(times.page.p50, times.raw.p50) };
}

/** What a person types into the one field: a tag as it is, the beginning of one, two words. */
export const search: Measure = {
  what: 'search, by a whole tag, a prefix and two words, against FTS5 alone',
  async run(setting) {
    const big = setting.store({ events: setting.size.assets * 2, assets: setting.size.assets * 2 });
    const { query, db, close } = asking(setting, big);
    const tags = db.prepare<[], string>('SELECT tag FROM assets ORDER BY asset_id').pluck().all();
    const random = seededRandom(2);
    const raw = db.prepare<[string]>('SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT 20').pluck();
    const prefix = () => random.pick(tags).slice(0, 3);
    const ask = (text: string) => query('search', { text, limit: 20 });
    const times = await interleave(
      {
        rawPhrase: () => raw.all(`"${random.pick(tags)}"`),
        tag: () => ask(random.pick(tags)),
        rawPrefix: () => raw.all(`"${prefix()}"*`),
        prefix: () => ask(prefix()),
        rawTwoWords: () => raw.all('"thermal" "rescue"'),
        twoWords: () => ask('thermal rescue'),
        narrow: () => ask(`${random.pick(tags).slice(0, 8)}`),
      },
      setting.rounds,
    );
    close();
    return { assets: tags.length, ...times };
  },
};

/** A copy opened as the app opens it, and the file itself for the raw rows. */
function asking(setting: Setting, big: BigStore) {
  const { custody, session } = openToAct(copyOf(big, `${setting.folder()}/copy`));
  const { db, close } = openRead(big);
  return {
    db,
    query<T>(name: string, args: unknown): T {
      const answer = custody.query(name, args, session);
      if (!answer.ok) throw new Error(`${name} ${JSON.stringify(args)}: ${JSON.stringify(answer.error)}`);
      return answer.value as T; // the caller knows what the query gives
    },
    close() {
      custody.close();
      close();
    },
  };
}
