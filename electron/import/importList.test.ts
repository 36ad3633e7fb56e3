import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportSummary } from '../../shared/import/importAnswer.ts';
import { noWishes } from '../../shared/import/importForm.ts';
import type { Session } from '../../shared/session.ts';
import { createStore } from '../createStore.ts';
import type { Custody } from '../custody.ts';
import { type MessyList, messyAssetList, messyHolderList } from '../testing/messyList.ts';
import { tempFolder, unwrap } from '../testing/storeFixture.ts';
import { digestOf, importList } from './importList.ts';
import { importLines } from './summary.ts';

interface Desk {
  readonly custody: Custody;
  readonly session: Session;
  /** the highest seq: nothing was recorded when it stays */
  last(): number;
}

async function newDesk(): Promise<Desk> {
  const folder = tempFolder();
  const options = { path: join(folder, 'store.sqlite'), home: join(folder, 'home'), mode: 'write' as const };
  const custody = unwrap(await createStore({ ...options, organisation: 'Field Office', admin: 'Ada', pin: '135790' }));
  onTestFinished(() => custody.close());
  const session = unwrap(await custody.signIn('Ada', '135790', 'command-line'));
  return { custody, session, last: () => Math.max(...[...custody.events()].map(({ seq }) => seq)) };
}

const take = (
  { custody, session }: Desk,
  { bytes, map, fileName }: Pick<MessyList, 'bytes' | 'map' | 'fileName'>,
  how: { kind?: 'assets' | 'holders'; commit?: boolean; strict?: boolean } = {},
): Promise<ImportSummary> =>
  importList(custody, session, { bytes, map, fileName, kind: 'assets', commit: true, strict: false, ...how });

const csv = (text: string, map: object) => ({
  bytes: new TextEncoder().encode(text),
  fileName: 'list.csv',
  map: map as Readonly<Record<string, unknown>>, // an object literal is one
});
const inCases = { tag: 'tag', case: 'case', slot: 'slot' };

const outcome = ({ rows }: ImportSummary) =>
  rows.map(({ line, action, slot, problem, warnings }) => ({
    line,
    action,
    slot,
    code: problem?.code ?? null,
    warnings: warnings.map(({ field }) => field ?? 'row'),
  }));
const expectation = ({ expected }: MessyList) =>
  expected.map(({ mess: _, ...row }) => ({ ...row, slot: row.action === 'add' ? row.slot : null }));

async function recorded({ custody, session }: Desk, command: object): Promise<void> {
  const result = await custody.execute(command, session);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
}

test.each([true, false])(
  'a dry run says of every row of a messy list what would happen (sizes in the map: %s)',
  async (sized) => {
    const desk = await newDesk();
    const list = messyAssetList({ sized });
    const before = desk.last();
    const summary = await take(desk, list, { commit: false });
    expect(outcome(summary)).toEqual(expectation(list));
    expect(summary).toMatchObject({ ok: true, committed: false, dryRun: true });
    expect(new Set(list.expected.map(({ mess }) => mess)).size).toBe(21);
    expect(desk.last()).toBe(before);
  },
);

test('a commit does what the dry run said, as one batch', async () => {
  const desk = await newDesk();
  const list = messyAssetList({ seed: 7 });
  const dry = await take(desk, list, { commit: false });
  const summary = await take(desk, list);
  expect({ ...summary, committed: false, dryRun: true, batch: null }).toEqual(dry);
  expect(summary.committed).toBe(true);

  const events = [...desk.custody.events()].filter(({ type }) => /^(ASSET|CASE|IMPORT)_/.test(type));
  expect(new Set(events.map(({ correlationId }) => correlationId)).size).toBe(1);
  expect(new Set(events.map(({ recordedAt }) => recordedAt)).size).toBe(1);
  const own = events.filter(({ streamType }) => streamType === 'store');
  expect(own.map(({ type, data }) => [type, data.file, data.sha256, data.added])).toEqual([
    ['IMPORT_COMMITTED', list.fileName, summary.file.sha256, summary.counts.added],
  ]);

  const custody = unwrap(desk.custody.query('custody', { limit: 1000 }, desk.session)) as {
    readonly rows: readonly { readonly case: string | null; readonly slot: number | null }[];
  };
  const wanted = list.expected.filter(({ action }) => action === 'add').map(({ slot }) => slot);
  const places = (slots: readonly ({ case: string | null; slot: number | null } | null)[]) =>
    slots.map((place) => (place?.case ? `${place.case}/${place.slot}` : 'unplaced')).sort();
  expect(places(custody.rows)).toEqual(places(wanted));
  expect(desk.custody.verify()).toMatchObject({ complete: true, findings: [] });
});

test('a case without a size in the map is as large as the highest slot named, and the summary says by which line', async () => {
  const desk = await newDesk();
  const { cases } = await take(desk, csv('tag,case,slot\nA,1,1-4\nB,1,1-9\nC,1,1-2\n', inCases));
  expect(cases).toEqual([{ code: '1', slots: 9, sizedBy: { line: 3 } }]);
  expect(unwrap(desk.custody.query('case.get', { code: '1' }, desk.session))).toMatchObject({ code: '1' });
});

test('strict records nothing if one row is refused, and everything if none is', async () => {
  const desk = await newDesk();
  const before = desk.last();
  const refused = await take(desk, csv('tag,case,slot\nA,1,1\nB,1,1\n', inCases), { strict: true });
  expect(refused).toMatchObject({
    ok: false,
    committed: false,
    error: { code: 'SLOT_OCCUPIED', details: { line: 3, refused: 1 } },
    counts: { added: 1, errors: 1 },
  });
  expect(await take(desk, csv('tag\nA\na\n', { tag: 'tag' }), { strict: true })).toMatchObject({
    ok: false,
    error: { code: 'DUPLICATE', details: { line: 3 } },
  });
  expect(desk.last()).toBe(before);

  const clean = await take(desk, csv('tag,case,slot\nA,1,1\nB,1,2\n', inCases), { strict: true });
  expect(clean).toMatchObject({ ok: true, committed: true, counts: { added: 2, casesAdded: 1 } });
});

test('the same list again adds nothing, wherever its assets have gone since; a corrected one adds what is new', async () => {
  const desk = await newDesk();
  const first = 'tag,case,slot,model\nA,1,1,M\nB,1,2,M\nC,1,2,M\n';
  const map = { ...inCases, model: 'model' };
  expect((await take(desk, csv(first, map))).counts).toMatchObject({ added: 2, errors: 1 });
  await recorded(desk, { command: 'holder.add', name: 'Bob' });
  await recorded(desk, { command: 'asset.issue', tag: 'A', holder: 'Bob' });
  const before = desk.last();
  expect((await take(desk, csv(first.slice(0, -8), map))).rows.map(({ action }) => action)).toEqual(['same', 'same']);
  expect(desk.last()).toBe(before);

  const again = await take(desk, csv('tag,case,slot,model\nA,1,1,M\nB,1,2,Other\nC,1,1,M\n', map));
  expect(again.rows.map(({ action, problem }) => [action, problem?.code ?? null])).toEqual([
    ['same', null],
    ['error', 'DUPLICATE'],
    ['add', null],
  ]);
});

test('what only the store knows is judged by its rules: taken slots, seals, missing slots, barcodes', async () => {
  const desk = await newDesk();
  await recorded(desk, { command: 'case.add', code: '1', slots: 3 });
  await recorded(desk, { command: 'case.add', code: 'S', slots: 3 });
  await recorded(desk, { command: 'case.seal', code: 'S', seal: '4711' });
  await recorded(desk, { command: 'asset.add', tag: 'OLD', barcode: '900', slot: { case: '1', slot: 1 } });
  const text = 'tag,barcode,case,slot\nA,,1,1\nB,,1,4\nC,,S,1\nD,900,1,2\n900,,,\nE,,1,3\n';
  const summary = await take(desk, csv(text, { ...inCases, barcode: 'barcode' }));
  expect(summary.rows.map(({ action, problem }) => [action, problem?.code, problem?.field])).toEqual([
    ['error', 'SLOT_OCCUPIED', 'slot'],
    ['error', 'NO_SUCH_SLOT', 'slot'],
    ['error', 'CASE_SEALED', 'case'],
    ['error', 'DUPLICATE', 'barcode'],
    ['error', 'DUPLICATE', 'tag'],
    ['add', undefined, undefined],
  ]);
});

test('a row whose case cannot be added hears why; a case that no recorded row needs is not added', async () => {
  const desk = await newDesk();
  await recorded(desk, { command: 'asset.add', tag: 'OLD', barcode: '900' });
  const long = 'K'.repeat(41);
  const text = `tag,barcode,case,slot\nA,,${long},1\nB,900,7,1\nC,,,\n`;
  const summary = await take(desk, csv(text, { ...inCases, barcode: 'barcode' }));
  expect(summary.rows.map(({ problem }) => [problem?.code, problem?.field])).toEqual([
    ['INVALID', 'case'],
    ['DUPLICATE', 'barcode'],
    [undefined, undefined],
  ]);
  expect(summary).toMatchObject({ committed: true, cases: [], counts: { added: 1, casesAdded: 0 } });
  const [added, batch] = [...desk.custody.events()].slice(-2);
  expect(added).toMatchObject({ type: 'ASSET_ADDED', data: { tag: 'C' }, correlationId: summary.batch });
  expect(batch).toMatchObject({ type: 'IMPORT_COMMITTED', data: { added: 1, errors: 2, casesAdded: 0, recorded: 1 } });
  expect(desk.custody.query('case.get', { case: '7' }, desk.session)).toMatchObject({ ok: false });
});

test('a list of people: two of one name, missing contacts, a name that looks like a formula', async () => {
  const desk = await newDesk();
  const list = messyHolderList();
  const summary = await take(desk, list, { kind: 'holders' });
  expect(outcome(summary)).toEqual(expectation(list));
  expect(summary.file).toMatchObject({ encoding: 'windows-1252', separator: ';' });
  const names = ['Holder 3 (E-1003)', 'holder 3 (E-9001)', 'Håndtering 5, Ødegård', '=HYPERLINK("x")'];
  for (const name of names) {
    expect(unwrap(desk.custody.query('holder.get', { name }, desk.session))).toMatchObject({ name });
  }
  const again = await take(desk, list, { kind: 'holders' });
  expect(again).toMatchObject({ committed: false, counts: { added: 0, same: summary.counts.added } });
});

test('the whole is refused for a file or a map that cannot be read, and for who may not', async () => {
  const desk = await newDesk();
  const before = desk.last();
  expect(await take(desk, csv('', { tag: 'tag' }))).toMatchObject({
    ok: false,
    error: { code: 'CANNOT_READ' },
    rows: [],
  });
  expect(await take(desk, csv('tag\nA\n', { tag: 'Tag' }))).toMatchObject({
    ok: false,
    error: { code: 'INVALID', details: { field: 'tag', column: 'Tag', columns: ['tag'] } },
  });
  expect(desk.last()).toBe(before);

  await recorded(desk, { command: 'operator.add', name: 'Tess', role: 'technician', pin: '135791' });
  const tess = { ...desk, session: unwrap(await desk.custody.signIn('Tess', '135791', 'command-line')) };
  expect(await take(tess, csv('tag\nA\n', { tag: 'tag' }))).toMatchObject({
    ok: false,
    error: { code: 'NOT_ALLOWED' },
  });
  expect(await take(tess, csv('n\nBob\n', { name: 'n' }), { kind: 'holders' })).toMatchObject({ committed: true });
});

test('the answer is a line for each row and the summary at the end, with every finding in it', async () => {
  const desk = await newDesk();
  const summary = await take(desk, csv('tag,serial\nA,S1\nB,S1\na,\n', { tag: 'tag', serial: 'serial' }), {
    commit: false,
  });
  const lines = [...importLines(summary)];
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatchObject({ line: 3, action: 'add', warnings: [{ code: 'DUPLICATE', field: 'serial' }] });
  expect(lines[3]).toMatchObject({
    ok: true,
    counts: { rows: 3, added: 2, skipped: 1, warnings: 1 },
    findings: [
      { line: 4, name: 'a', action: 'skip', code: 'DUPLICATE', field: 'tag' },
      { line: 3, name: 'B', action: 'add', code: 'DUPLICATE', field: 'serial' },
    ],
  });
});

test('cells typed anew count in place of the file, and stay in the record of the batch', async () => {
  const desk = await newDesk();
  const list = csv('tag,case,slot\nA,1,1\n,1,2\nC,1,top\nD,1,4,moved\n', inCases);
  const fix = (line: number, column: string, text: string) => ({ line, column, text });
  const fixes = [fix(3, 'tag', ' B '), fix(4, 'slot', '3'), fix(5, 'slot', '4')];
  const how = { ...list, kind: 'assets', commit: true, strict: true, wishes: { ...noWishes, fixes } } as const;
  const summary = await importList(desk.custody, desk.session, how);
  expect(summary).toMatchObject({ ok: true, committed: true, counts: { added: 4, errors: 0 } });
  const [batch] = [...desk.custody.events({ type: 'IMPORT_COMMITTED' })];
  expect(batch?.correlationId).toBe(summary.batch);
  expect(batch?.data.fixes).toEqual([
    { line: 3, column: 'tag', before: '', text: 'B' },
    { line: 4, column: 'slot', before: 'top', text: '3' },
  ]);
  const astray = { ...how, wishes: { ...noWishes, fixes: [fix(9, 'tag', 'X')] } };
  expect(await importList(desk.custody, desk.session, astray)).toMatchObject({ ok: false, error: { code: 'INVALID' } });
});

test('what somebody looked at is what is recorded: if it comes out otherwise meanwhile, nothing is', async () => {
  const desk = await newDesk();
  const list = csv('tag,model\nA,M\nB,M\n', { tag: 'tag', model: 'model' });
  const seen = digestOf((await take(desk, list, { commit: false })).rows);
  await recorded(desk, { command: 'asset.add', tag: 'A', model: 'N' });
  const how = { ...list, kind: 'assets', commit: true, strict: false } as const;
  const last = desk.last();
  expect(await importList(desk.custody, desk.session, { ...how, seen })).toMatchObject({
    ok: false,
    error: { code: 'VERSION_CONFLICT' },
  });
  expect(desk.last()).toBe(last);
  const wishes = { ...noWishes, differing: 'theirs' } as const;
  expect(await importList(desk.custody, desk.session, { ...how, wishes })).toMatchObject({
    counts: { added: 1, changed: 1 },
  });
  expect(desk.custody.query('asset.get', { tag: 'A' }, desk.session)).toMatchObject({ value: { model: 'M' } });
});
