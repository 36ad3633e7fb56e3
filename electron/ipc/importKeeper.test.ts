import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noWishes } from '../../shared/import/importForm.ts';
import type { CheckedRow, ListChecked, ListLook } from '../../shared/import/importTask.ts';
import type { JobState } from '../../shared/ipc/contract.ts';
import type { Session } from '../../shared/session.ts';
import { systemClock } from '../../shared/time.ts';
import { createStore } from '../createStore.ts';
import type { Custody } from '../custody.ts';
import { importWork } from '../import/importWork.ts';
import { migrationsFolder } from '../store/migrate.ts';
import { tempFolder, unwrap } from '../testing/storeFixture.ts';
import { openImportKeeper } from './importKeeper.ts';
import { openJobKeeper } from './jobKeeper.ts';
import { openListShelf } from './listShelf.ts';

let custody: Custody;
let session: Session;
let home: string;
let ended: (state: JobState) => void;
let imports: ReturnType<typeof openImportKeeper>;
let n = 0;

beforeEach(async () => {
  home = tempFolder();
  const options = { path: join(home, 'store.sqlite'), home, mode: 'write' as const };
  custody = unwrap(await createStore({ ...options, organisation: 'Field Office', admin: 'Ada', pin: '135790' }));
  session = { ...unwrap(await custody.signIn('Ada', '135790', 'window')) };
  const newId = () => {
    n += 1;
    return `id-${n}`;
  };
  const jobs = openJobKeeper({
    announce: (state) => state.state !== 'running' && ended(state),
    newId,
    now: Date.now,
    report: (_, error) => {
      throw error;
    },
  });
  imports = openImportKeeper({
    home,
    migrations: migrationsFolder,
    clock: systemClock,
    jobs,
    newId,
    // The same work in this process: SQLite tells two connections apart as it tells two processes.
    startImport: (needs, { onProgress }) => ({ outcome: importWork(needs, onProgress), stop: () => undefined }),
  });
});
afterEach(() => custody.close());

const state = (begin: () => unknown): Promise<JobState> =>
  new Promise((resolve) => {
    ended = resolve;
    begin();
  });

const LIST = 'tag,case,slot\nA,1,1\nB,1,x\n';
const about = {
  kind: 'assets',
  map: { tag: 'tag', case: 'case', slot: 'slot' },
  reading: {},
  wishes: noWishes,
} as const;

function handOver(text: string): string {
  const { list } = imports.receive(session, 'list.csv');
  const base64 = Buffer.from(text).toString('base64');
  // In two pieces, cut where base64 allows it.
  unwrap(imports.add(session, list, base64.slice(0, 8)));
  unwrap(imports.add(session, list, base64.slice(8)));
  return list;
}

test('a list is looked at, checked and recorded by another writer, and this one sees it and writes on', async () => {
  const list = handOver(LIST);
  const looked = await state(() => imports.run(custody, session, list, { task: 'look', reading: {} }));
  const look = looked.outcome as ListLook; // what a look comes to
  expect(look).toMatchObject({ columns: ['tag', 'case', 'slot'], rows: 2, headLine: 1, before: [] });

  const checked = await state(() => imports.run(custody, session, list, { task: 'check', ...about }));
  const { digest, letters } = checked.outcome as ListChecked; // what a check comes to
  expect(letters).toBe('ae');
  expect((imports.rows(session, 0) as readonly CheckedRow[])[1]).toMatchObject({
    line: 3,
    cells: ['B', '1', 'x'],
    action: 'error',
  });

  const heard: string[] = [];
  custody.onAppended((events) => heard.push(...events.map(({ type }) => type)));
  const recorded = await state(() => imports.run(custody, session, list, { task: 'commit', ...about, seen: digest }));
  const { summary } = recorded.outcome as ListChecked; // what a commit comes to
  expect(summary).toMatchObject({ committed: true, counts: { added: 1, errors: 1 } });
  expect(heard.toSorted()).toEqual(['ASSET_ADDED', 'CASE_ADDED', 'IMPORT_COMMITTED']);

  const next = await custody.execute({ command: 'asset.add', tag: 'C' }, session);
  expect(next.ok).toBe(true);
  const undone = await state(() => imports.undo(custody, session, summary.batch ?? '', 'the wrong list'));
  expect(undone).toMatchObject({ state: 'done', outcome: { what: 'undo', events: 3 } });
  expect(custody.verify().findings).toEqual([]);
});

test('what wants to write meanwhile waits, and a second job is told that the store is busy', async () => {
  const list = handOver(LIST);
  const order: string[] = [];
  const job = state(() => imports.run(custody, session, list, { task: 'check', ...about })).then(() =>
    order.push('job'),
  );
  expect(imports.run(custody, session, list, { task: 'check', ...about })).toMatchObject({
    error: { code: 'STORE_BUSY' },
  });
  const added = custody.execute({ command: 'asset.add', tag: 'C' }, session).then(() => order.push('command'));
  await Promise.all([job, added]);
  expect(order).toHaveLength(2);
  expect(custody.query('asset.get', { tag: 'C' }, session).ok).toBe(true);
});

test('an undo without a PIN that was just confirmed is refused, with what it needs', async () => {
  const unlocked = { ...session, pinConfirmedAt: null };
  const refused = await state(() => imports.undo(custody, unlocked, '01a1fea5-8681-7293-ba85-6674a01b9cf7', 'why'));
  expect(refused).toMatchObject({ state: 'failed', error: { code: 'NOT_ALLOWED', details: { needs: 'pin' } } });
});

test('a list is for whoever handed it over, alone', async () => {
  const list = handOver(LIST);
  await state(() => imports.run(custody, session, list, { task: 'check', ...about }));
  const other = { ...session, operatorId: 'somebody else' };
  expect(imports.rows(session, 0)).toHaveLength(2);
  expect(imports.rows(other, 0)).toEqual([]);
  expect(imports.run(custody, other, list, { task: 'look', reading: {} })).toMatchObject({
    error: { code: 'NOT_FOUND' },
  });
});

test('of a list nothing stays once its owner lets it go; another list takes its place', () => {
  const list = handOver(LIST);
  const folder = join(home, 'import');
  const other = imports.receive(session, 'other.csv').list;
  expect(imports.add(session, list, '')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(readdirSync(folder).toSorted()).toEqual(['begun.json', `${other}.list`]);
  imports.forget({ ...session, operatorId: 'somebody else' });
  expect(readdirSync(folder)).toHaveLength(2);
  imports.forget(session);
  expect(existsSync(folder)).toBe(false);
});

test('a half-done list is there after a restart: for its owner alone, and only as it was', async () => {
  const list = handOver(LIST);
  const sha256 = createHash('sha256').update(LIST).digest('hex');
  writeFileSync(join(home, 'import', 'left.task'), '{}');
  const again = openListShelf(home, () => 'next');
  expect(readdirSync(join(home, 'import')).toSorted()).toEqual(['begun.json', `${list}.list`]);
  expect(await again.resume({ ...session, operatorId: 'somebody else' }, sha256)).toMatchObject({ ok: false });
  expect(await again.resume(session, 'another')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(await again.resume(session, sha256)).toMatchObject({ ok: true, value: { id: list, name: 'list.csv' } });
  appendFileSync(join(home, 'import', `${list}.list`), 'C,1,2\n');
  expect(await again.resume(session, sha256)).toMatchObject({ ok: false });
});
