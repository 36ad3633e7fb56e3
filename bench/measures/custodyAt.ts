import { seededRandom } from '../../electron/demo/random.ts';
import { formatInstant } from '../../shared/time.ts';
import { asking } from '../lib/asking.ts';
import type { Size } from '../lib/bigStore.ts';
import type { Measure, Setting } from '../lib/setting.ts';
import { compare, interleave } from '../lib/timing.ts';

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
    timesRaw: compare(times.past, times.raw),
    all: whole,
    allTimesRaw: compare(whole.past, whole.raw),
  };
}
