import { expect, test } from 'vitest';
import { unwrap } from '../testing/storeFixture.ts';
import { stories } from '../testing/story.ts';
import { openDatabase } from './database.ts';
import { openHistory } from './history.ts';
import { migrationsFolder, readMigrations } from './migrate.ts';

const { begin } = stories(
  { command: 'holder.add', name: 'Bob' },
  { command: 'case.add', code: 'CASE-13', slots: 2 },
  { command: 'asset.add', tag: 'R-1' },
  { command: 'asset.add', tag: 'R-2' },
  { command: 'asset.issue', tag: 'R-1', holder: 'Bob' },
  { command: 'asset.issue', tag: 'R-2', holder: 'Bob' },
);

test('every stream is met once, by id, whether the log is walked along its index or sorted first', async () => {
  const { the, tell, path } = await begin();
  const set = { purpose: 'Survey' };
  await tell({ command: 'event.correct', eventId: the('ASSET_ISSUED', 'R-1').eventId, reason: 'read again', set });
  await tell({ command: 'asset.return', tag: 'R-1' });
  const { db, close } = unwrap(openDatabase(path, { readonly: true, migrations: readMigrations(migrationsFolder) }));
  const history = openHistory(db);
  const [along, sorted] = [[...history.streams(Number.POSITIVE_INFINITY)], [...history.streams(0)]];
  expect(sorted).toEqual(along);
  expect(along.map(([kind]) => kind).sort()).toEqual(['asset', 'asset', 'case', 'holder']);
  for (const [, streamId, stream] of along) expect(stream).toEqual(history.stream(streamId));
  expect(db.prepare('SELECT name FROM sqlite_temp_schema').all()).toEqual([]);
  close();
});
