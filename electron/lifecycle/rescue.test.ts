import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { openCustody } from '../custody.ts';
import { useLaptops, work } from '../testing/laptops.ts';
import { backupFolder, backupName } from './backupFolder.ts';
import { rescueOf } from './rescue.ts';

const { laptop, create, closeAll, backup } = useLaptops();

test('of a store that can no longer be opened a copy is kept, and it is said what there is to come back from', async () => {
  const here = laptop('here');
  const custody = await create(here);
  await work(custody, ['Bob']);
  const [first] = [...custody.events()];
  const folder = backupFolder(here.home, first?.streamId ?? '');
  mkdirSync(folder, { recursive: true });
  const made = await backup(here, join(folder, backupName(Date.UTC(2026, 10, 21))));
  const end = made.ok ? made.value.events : 0;
  await work(custody, ['Carol', 'Dave']);
  const last = [...custody.events()].at(-1)?.seq ?? 0;
  closeAll();
  truncateSync(here.store, 20_000);
  const damaged = readFileSync(here.store);
  writeFileSync(join(folder, backupName(Date.UTC(2026, 10, 22))), 'not whole');

  const opened = openCustody({ path: here.store, home: here.home, mode: 'write' });
  expect(opened.ok ? 'opened' : opened.error.code).toBe('STORE_DAMAGED');
  const needs = { store: here.store, home: here.home };
  const rescue = await rescueOf(needs);
  expect(rescue.backups.map((file) => basename(file))).toEqual([
    backupName(Date.UTC(2026, 10, 22)),
    backupName(Date.UTC(2026, 10, 21)),
  ]);
  expect(rescue.last).toMatchObject({ seq: last });
  expect(last).toBeGreaterThan(end + 1);
  const copy = rescue.copy ?? '';
  expect(readdirSync(copy)).toEqual(['custody.sqlite']);
  expect(readFileSync(join(copy, 'custody.sqlite')).equals(damaged)).toBe(true);
  expect(await rescueOf(needs)).toEqual(rescue);
});

test('of a store that this laptop never wrote nothing is claimed', async () => {
  const here = laptop('here');
  writeFileSync(here.store, 'no store');
  const rescue = await rescueOf({ store: here.store, home: here.home });
  expect(rescue).toMatchObject({ backups: [], last: null });
  expect(rescue.copy).toContain('.damaged-');
});
