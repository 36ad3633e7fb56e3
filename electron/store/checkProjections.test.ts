import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { prepareTestStores } from '../testing/openTestStore.ts';
import { foreignConnection, morning } from '../testing/storeFixture.ts';

let stores: Awaited<ReturnType<typeof prepareTestStores>>;
beforeAll(async () => {
  stores = await prepareTestStores(morning);
});
afterAll(() => stores.remove());

/** A store with a radio in a case, issued to Bob and returned; then a stranger does something to it. */
async function afterMeddling(sql: string): Promise<readonly { readonly code: string; readonly message: string }[]> {
  const { custody, cast, path, remove } = stores.open();
  onTestFinished(remove);
  const commands = [
    { command: 'case.add', code: 'CASE-1', slots: 4 },
    { command: 'holder.add', name: 'Bob' },
    { command: 'asset.add', tag: 'R-7', model: 'Radio', slot: { case: 'CASE-1', slot: 1 } },
    { command: 'asset.issue', tag: 'R-7', holder: 'Bob' },
    { command: 'asset.return', tag: 'R-7' },
  ];
  const results = await custody.executeAtomic(commands, cast.coordinator);
  expect(results.map(({ ok }) => ok)).toEqual(commands.map(() => true));
  const stranger = foreignConnection(path);
  const schema = stranger
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'events_refuse_update'")
    .pluck()
    .get();
  stranger.exec(`DROP TRIGGER events_refuse_update; ${sql}; ${schema}`);
  return custody.verify().findings;
}

test('an untouched store is what its log leads to', async () => {
  expect(await afterMeddling('SELECT 1')).toEqual([]);
});

test.each([
  ['a row that says something else', "UPDATE assets SET model = 'Lamp'", 'assets holds {', '"model":"Lamp"'],
  ['a value taken away', 'UPDATE assets SET model = NULL', 'assets holds {', '"model":null'],
  [
    'a row that is gone',
    'DELETE FROM custody_spans WHERE holder_id IS NOT NULL',
    'custody_spans lacks {',
    '"status":"holder"',
  ],
  [
    'a row too many',
    `INSERT INTO doubtful_events VALUES ('01a5e2b0-0000-7000-8000-000000000000', 'restored', 1, 0)`,
    'doubtful_events holds {',
    '"kind":"restored"',
  ],
  [
    'words that nobody wrote, under another number',
    `UPDATE search_entries SET entry_id = 99, words = 'Lamp' WHERE kind = 'asset'`,
    'search_entries holds {',
    '"words":"Lamp"',
  ],
])('%s is found in the table where it is', async (_what, sql, ...words) => {
  const findings = await afterMeddling(sql);
  expect(findings.map(({ code }) => code)).toContain('PROJECTION');
  for (const word of words) expect(findings[0]?.message).toContain(word);
});

test('another number for a search entry is no difference', async () => {
  expect(await afterMeddling("UPDATE search_entries SET entry_id = 99 WHERE kind = 'asset'")).toEqual([]);
});

test('a log that says what no event can say is a finding, and not the end of the check', async () => {
  const findings = await afterMeddling(`UPDATE events SET data = '{"holder":7}' WHERE type = 'ASSET_ISSUED'`);
  expect(findings.map(({ code }) => code)).toEqual(['HASH', 'PROJECTION']);
  expect(findings[1]?.message).toContain('cannot be derived');
});
