import type { Page } from '@playwright/test';
import { castOf } from '../lib/acting.ts';
import type { BigStore } from '../lib/bigStore.ts';
import { openAsTheStore } from '../lib/rawStores.ts';
import { times } from './figures.ts';

const ROUNDS = 20;
const OF_EACH = 10;

/**
 * Round trips from the page and back: a question that main answers out of memory, a search, and a command with its wait
 * for the disk; beside it, in turn, a row that SQLite alone writes to the same disk.
 */
export async function trips(page: Page, store: BigStore, folder: string) {
  const { tags } = castOf(store, ROUNDS * OF_EACH);
  const bare = openAsTheStore(`${folder}/bare`);
  bare.exec('CREATE TABLE events (seq INTEGER PRIMARY KEY, payload TEXT)');
  const insert = bare.prepare('INSERT INTO events (payload) VALUES (?)');
  const payload = 'x'.repeat(800);
  const taken = { state: [] as number[], search: [] as number[], command: [] as number[], bare: [] as number[] };
  const ask = (name: 'session.state' | 'query' | 'command', inputs: readonly object[]) =>
    page.evaluate(({ which, all }) => bench.trips(which, all), { which: name, all: inputs });
  for (let i = 0; i < ROUNDS; i++) {
    const some = tags.slice(i * OF_EACH, (i + 1) * OF_EACH);
    taken.state.push(
      ...(await ask(
        'session.state',
        some.map(() => ({})),
      )),
    );
    taken.search.push(
      ...(await ask(
        'query',
        some.map((text) => ({ name: 'search', args: { text, limit: 12 } })),
      )),
    );
    taken.command.push(
      ...(await ask(
        'command',
        some.map((tag) => ({ command: 'asset.inspect', tag, condition: 'good' })),
      )),
    );
    for (let j = 0; j < OF_EACH; j++) {
      const begun = performance.now();
      insert.run(payload);
      taken.bare.push(performance.now() - begun);
    }
  }
  bare.close();
  return {
    sessionState: times(taken.state),
    search: times(taken.search),
    command: times(taken.command),
    bareInsert: times(taken.bare),
  };
}
