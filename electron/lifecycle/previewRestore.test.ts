import { readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrationsFolder } from '../store/migrate.ts';
import { codeOf, holders, type Laptop, signedIn, useLaptops, work } from '../testing/laptops.ts';
import { previewRestore } from './previewRestore.ts';

const { path, laptop, create, open, closeAll, backup, restore, findings } = useLaptops();
const stop = new AbortController().signal;
const preview = ({ home, store }: Laptop, from: string) =>
  previewRestore({ store, from, home, migrations: migrationsFolder, stop });

test('before a restore it is said what would be lost, by name; afterwards an admin acknowledges it', async () => {
  const here = laptop('here');
  const custody = await create(here);
  await work(custody, ['Bob']);
  await backup(here, path('backup.sqlite'));
  await work(custody, ['Carol', 'Dave']);
  custody.close();

  const seen = await preview(here, path('backup.sqlite'));
  expect(seen).toMatchObject({ ok: true, value: { lost: { events: 3 }, gained: { events: 0, rows: [] } } });
  if (!seen.ok) return;
  const { lost, commonSeq, backup: end, current } = seen.value;
  expect(lost.rows.filter(({ entityType }) => entityType === 'holder').map(({ entity }) => entity)).toEqual([
    'Dave',
    'Carol',
  ]);
  expect(commonSeq).toBe(end.seq);
  expect(current?.seq).toBe(end.seq + 3);
  expect(readdirSync(path('here')).filter((name) => name.includes('preview'))).toEqual([]);

  const restored = await restore(here, path('backup.sqlite'));
  if (!restored.ok) throw new Error(restored.error.code);
  const after = open(here);
  const session = await signedIn(after);
  await after.recordRestore(session, { file: 'backup.sqlite' });
  const waits = () => {
    const answer = after.query('store.health', {}, session);
    return answer.ok ? (answer.value as { restored: { eventId: string } | null }).restored : null;
  };
  const eventId = waits()?.eventId;
  const acknowledge = (reason: string) =>
    after.execute({ command: 'store.acknowledge_restore', eventId, reason }, session);
  expect(await acknowledge(' ')).toMatchObject({ ok: false, error: { details: { field: 'reason' } } });
  expect(await acknowledge('Both handed over again on paper')).toMatchObject({ ok: true });
  expect(waits()).toBeNull();
  expect(await acknowledge('once more')).toMatchObject({ ok: false, error: { code: 'INVALID' } });
  closeAll();
  expect(findings(here)).toEqual([]);
});

test('where two stores went apart, both sides are said; a store that cannot be read loses nothing that is known', async () => {
  const here = laptop('here');
  const custody = await create(here);
  await work(custody, ['Bob']);
  await backup(here, path('early.sqlite'));
  await work(custody, ['Carol']);
  custody.close();
  await backup(here, path('late.sqlite'));
  await restore(here, path('early.sqlite'));
  const after = open(here);
  await work(after, ['Dave']);
  after.close();

  const seen = await preview(here, path('late.sqlite'));
  if (!seen.ok) throw new Error(seen.error.code);
  const names = (side: 'lost' | 'gained') =>
    seen.value[side].rows.filter(({ entityType }) => entityType === 'holder').map(({ entity }) => entity);
  expect([names('lost'), names('gained')]).toEqual([['Dave'], ['Carol']]);
  expect(holders(open(here))).toEqual(['Bob', 'Dave']);

  closeAll();
  writeFileSync(here.store, 'tea '.repeat(10_000));
  expect(await preview(here, path('late.sqlite'))).toMatchObject({ ok: true, value: { current: null } });
  const other = laptop('other');
  await create(other);
  await backup(other, path('other.sqlite'));
  expect(codeOf(await preview(other, path('late.sqlite')))).toBe('INVALID');
  expect(codeOf(await preview(here, path('nothing.sqlite')))).toBe('CANNOT_READ');
});
