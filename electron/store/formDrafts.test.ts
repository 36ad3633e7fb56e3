import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, openDatabase } from './database.ts';
import { openFormDrafts } from './formDrafts.ts';
import { migrationsFolder, readMigrations } from './migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'assettrack-drafts-'));
const path = join(folder, 'store.assettrack');
const migrations = readMigrations(migrationsFolder);
const [theo, cora] = ['0192465f-3e00-7000-8000-000000000001', '0192465f-3e00-7000-8000-000000000002'] as const;

beforeAll(() => {
  const made = createDatabase(path, migrations);
  if (!made.ok) throw new Error(made.error.code);
  made.value.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function opened() {
  const store = openDatabase(path, { migrations });
  if (!store.ok) throw new Error(store.error.code);
  return { drafts: openFormDrafts(store.value.db), close: store.value.close };
}

test('what was typed outlives the store being closed, is its writer’s own, and goes when it is sent', () => {
  const first = opened();
  first.drafts.save(theo, { form: 'Add a case', content: '{"Name":"Lap"}', savedAt: 1 });
  first.drafts.save(theo, { form: 'Add a case', content: '{"Name":"Laptops"}', savedAt: 2 });
  first.drafts.save(theo, { form: 'Report LAP-001 lost', content: '{}', savedAt: 3 });
  first.close();

  const { drafts, close } = opened();
  expect(drafts.list(cora)).toEqual([]);
  drafts.forget(theo, 'Report LAP-001 lost');
  expect(drafts.list(theo)).toEqual([{ form: 'Add a case', content: '{"Name":"Laptops"}', savedAt: 2 }]);
  close();
});
