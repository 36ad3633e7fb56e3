import { seededRandom } from '../../electron/demo/random.ts';
import { asking } from '../lib/asking.ts';
import type { Measure } from '../lib/setting.ts';
import { interleave } from '../lib/timing.ts';

/** As many as the goal names; fewer in a small run. */
const ASSETS = 100_000;
/** The goal is of the slowest hundredth: it takes many rounds to know that. */
const MORE_ROUNDS = 5;

/** What a person types into the one field: a tag as it is, the beginning of one, two words. */
export const search: Measure = {
  what: 'search, by a whole tag, a prefix and two words, against FTS5 alone',
  async run(setting) {
    const assets = Math.min(ASSETS, setting.size.events);
    const big = setting.store({ events: assets, assets });
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
      MORE_ROUNDS * setting.rounds,
    );
    close();
    return { assets: tags.length, ...times };
  },
};
