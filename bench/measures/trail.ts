import { seededRandom } from '../../electron/demo/random.ts';
import { openHistory } from '../../electron/store/history.ts';
import { foldAsset } from '../../shared/custody/asset.ts';
import type { JsonObject } from '../../shared/event.ts';
import type { Entry } from '../../shared/history/entry.ts';
import { asking } from '../lib/asking.ts';
import type { Size } from '../lib/bigStore.ts';
import { fillFrom, keyedStore } from '../lib/rawStores.ts';
import type { Measure, Setting } from '../lib/setting.ts';
import { compare, interleave } from '../lib/timing.ts';

const PAGE = 100;

/** What a fold needs of an event, out of a store that knows neither corrections nor two axes of time. */
type KeyedRow = readonly [seq: number, eventId: string, type: string, at: number, hlc: string, payload: string];

/** What happened: to one asset, and to everything; and what a command does first, reading one asset's history. */
export const trail: Measure = {
  what: 'pages of one asset’s history and of the whole log, and one stream read and folded, against the same raw rows and the same fold',
  async run(setting) {
    const small = await trailAt(setting, { events: 10_000, assets: 500 });
    const large = await trailAt(setting, setting.size);
    return {
      sizes: [small, large],
      growth: {
        history: compare(large.history, small.history),
        page: compare(large.page, small.page),
        fold: compare(large.fold, small.fold),
      },
    };
  },
};

async function trailAt(setting: Setting, wanted: Size) {
  const big = setting.store(wanted.events < setting.size.events ? wanted : setting.size);
  const { query, db, close } = asking(setting, big);
  const keyed = keyedStore(setting.folder());
  fillFrom(keyed, big.path);
  const random = seededRandom(3);

  const rowsOfStream = db
    .prepare<[string, number]>(
      `SELECT seq, type, occurred_at, recorded_at, actor_id, data, changes, note FROM events
       WHERE stream_id = +? ORDER BY seq DESC LIMIT +?`,
    )
    .raw();
  const rowsBefore = db
    .prepare<[number, number]>(
      `SELECT seq, type, occurred_at, recorded_at, actor_id, stream_id, changes, note FROM events
       WHERE seq < ? ORDER BY seq DESC LIMIT +?`,
    )
    .raw();
  const keyedStream = keyed.db
    .prepare<[string], KeyedRow>(
      `SELECT seq, event_id, type, occurred_at, hlc, payload FROM events
       WHERE stream_id = +? AND type NOT LIKE 'EVENT%' ORDER BY version`,
    )
    .raw();
  const keyedEntries = (streamId: string): readonly Entry[] =>
    keyedStream.all(streamId).map(([seq, eventId, type, at, hlc, payload]) => {
      const [data]: readonly JsonObject[] = JSON.parse(payload);
      const point = { at, hlc, deviceId: '' };
      return { seq, eventId, streamId, type, data: data ?? {}, point, supersedes: null };
    });
  const history = openHistory(db);
  const streams = longHistories(db);
  const one = (i: number) => streams[(i * 7) % streams.length] ?? { tag: '', assetId: '' };
  const place = () => random.between(Math.min(PAGE, big.events), big.events);
  const times = await interleave(
    {
      rawHistory: (i) => rowsOfStream.all(one(i).assetId, PAGE),
      history: (i) => query('asset.history', { tag: one(i).tag, limit: PAGE, order: 'desc' }),
      rawPage: () => rowsBefore.all(place(), PAGE),
      page: () => query('audit.list', { limit: PAGE, cursor: Buffer.from(`[${place()}]`).toString('base64url') }),
      keyed: (i) => foldAsset(one(i + 1).assetId, keyedEntries(one(i + 1).assetId)),
      fold: (i) => foldAsset(one(i + 2).assetId, history.stream(one(i + 2).assetId).entries),
    },
    setting.rounds,
  );
  close();
  keyed.close();
  return {
    events: big.events,
    ...times,
    historyTimesRaw: compare(times.history, times.rawHistory),
    pageTimesRaw: compare(times.page, times.rawPage),
    foldTimesKeyed: compare(times.fold, times.keyed),
  };
}

/** Assets to which much has happened: at least half as much as to the one with the most. */
function longHistories(
  db: ReturnType<typeof asking>['db'],
): readonly { readonly tag: string; readonly assetId: string }[] {
  const all = db
    .prepare<[], { tag: string; assetId: string; count: number }>(
      `SELECT a.tag, a.asset_id AS assetId, count(*) AS count FROM assets a JOIN events e ON e.stream_id = a.asset_id
       WHERE a.asset_id IN (SELECT asset_id FROM assets ORDER BY version DESC LIMIT 2000)
       GROUP BY a.asset_id ORDER BY count DESC LIMIT 500`,
    )
    .all();
  const most = all[0]?.count ?? 0;
  return all.filter(({ count }) => count >= most / 2);
}
