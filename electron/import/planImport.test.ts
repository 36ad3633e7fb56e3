import { expect, test } from 'vitest';
import { type ImportKind, noWishes, type RowWishes } from '../../shared/import/importForm.ts';
import { nameKey, tagKey } from '../../shared/text.ts';
import { readMap } from './importMap.ts';
import type { KnownAsset, KnownHolder, Plan, StoreLook } from './plan.ts';
import { planImport } from './planImport.ts';
import { readTable } from './readTable.ts';

interface InStore {
  readonly assets?: readonly KnownAsset[];
  readonly cases?: readonly string[];
  readonly holders?: readonly KnownHolder[];
}

const lookAt = ({ assets = [], cases = [], holders = [] }: InStore): StoreLook => ({
  asset: (tag) => assets.find((asset) => tagKey(asset.tag) === tagKey(tag)) ?? null,
  hasCase: (code) => cases.some((known) => nameKey(known) === nameKey(code)),
  holder: (name) => holders.find((holder) => nameKey(holder.name) === nameKey(name)) ?? null,
});

function plan(kind: ImportKind, text: string, map: object, store: InStore = {}, wishes: RowWishes = noWishes): Plan {
  const table = readTable(new TextEncoder().encode(text));
  if (!table.ok) throw new Error(JSON.stringify(table.error));
  const reading = readMap(kind, map, table.value);
  if (!reading.ok) throw new Error(JSON.stringify(reading.error));
  return planImport(kind, table.value, reading.value, lookAt(store), wishes);
}

const map = { tag: 'tag', case: 'case', slot: 'slot', model: 'model', place: 'room' };
const outcomes = ({ rows }: Plan) => rows.map(({ line, action, problem }) => [line, action, problem?.code ?? null]);

test('a row becomes a command; what the map does not name becomes attributes, if there is something in it', () => {
  const { rows, cases } = plan('assets', 'tag,case,slot,model,room,Warranty,Colour\nA-1,1,1-2,M,283,2027,\n', map);
  expect(rows[0]?.command).toEqual({
    command: 'asset.add',
    tag: 'A-1',
    model: 'M',
    slot: { case: '1', slot: 2 },
    attributes: { Warranty: '2027' },
  });
  expect(cases).toEqual([
    { command: { command: 'case.add', code: '1', slots: 2, place: '283' }, sizedBy: { line: 2 } },
  ]);
});

test('of several columns for one field the file may lack some', () => {
  const several = { tag: ['asset_tag', 'tag'], model: ['model', 'type'] };
  const { rows } = plan('assets', 'tag,model\nA-1,M\n', several);
  expect(rows[0]?.command).toMatchObject({ tag: 'A-1', model: 'M' });
});

test('a missing case is as large as the map says, else as the highest slot that any row names', () => {
  const text = 'tag,case,slot\nA,1,4\nA,1,9\nB,Kiste 2,3\nC, kiste 2 ,12\n,Kiste 2,40\n';
  const sized = (slots?: object) =>
    plan('assets', text, { tag: 'tag', case: 'case', slot: 'slot', ...(slots && { slots }) }).cases.map(
      ({ command, sizedBy }) => [command.code, command.slots, sizedBy],
    );
  expect(sized()).toEqual([
    ['1', 9, { line: 3 }],
    ['Kiste 2', 40, { line: 6 }],
  ]);
  expect(sized({ '1': 30, 'KISTE 2': 20 })).toEqual([
    ['1', 30, 'map'],
    ['Kiste 2', 20, 'map'],
  ]);
});

test('a case that the store has, or that only refused rows name, is not added', () => {
  const text = 'tag,case,slot\nA,1,4\nB,9,top\n';
  expect(plan('assets', text, { tag: 'tag', case: 'case', slot: 'slot' }, { cases: ['1'] }).cases).toEqual([]);
});

test('the first row of a tag counts, however the tag is written, even when that row cannot be used', () => {
  const text = 'tag,case,slot\nA-1,1,1\na 1,1,1\nB,1,top\nb,1,2\nA1,1,3\n';
  const { rows } = plan('assets', text, { tag: 'tag', case: 'case', slot: 'slot' });
  expect(rows.map(({ line, action }) => [line, action])).toEqual([
    [2, 'add'],
    [3, 'skip'],
    [4, 'error'],
    [5, 'skip'],
    [6, 'skip'],
  ]);
  expect(rows[4]?.problem).toMatchObject({
    code: 'DUPLICATE',
    field: 'tag',
    message: 'The tag "A1" is already in line 2 (case 1, slot 1), which counts; this row says case 1, slot 3.',
  });
});

test('the first row in a slot counts; the map says where a new case ends, the store where an old one does', () => {
  const text = 'tag,case,slot\nA,1,1\nB,1,Slot 1\nC,1,5\nD,2,5\n';
  const slots = { '1': 4, '2': 4 };
  const { rows } = plan('assets', text, { tag: 'tag', case: 'case', slot: 'slot', slots }, { cases: ['2'] });
  expect(rows.map(({ action, problem }) => [action, problem?.code ?? null, problem?.details.line ?? null])).toEqual([
    ['add', null, null],
    ['error', 'SLOT_OCCUPIED', 2],
    ['error', 'NO_SUCH_SLOT', null],
    ['add', null, null],
  ]);
});

test('half a place is told; what the row cannot use of it is kept under its own name', () => {
  const { rows, cases } = plan('assets', 'tag,case,slot,room\nA,,,283\nB,7,,283\nC,,5,\n', { ...map, model: 'tag' });
  expect(rows.map(({ action, command }) => [action, command])).toEqual([
    ['add', { command: 'asset.add', tag: 'A', model: 'A', attributes: { room: '283' } }],
    ['add', { command: 'asset.add', tag: 'B', model: 'B', attributes: { case: '7', room: '283' } }],
    ['error', null],
  ]);
  expect(rows[1]?.warnings).toMatchObject([{ code: 'INVALID', field: 'slot' }]);
  expect(rows[2]?.problem).toMatchObject({ code: 'INVALID', field: 'case' });
  expect(cases).toEqual([]);
});

test('a barcode serves as the tag where there is none, and is left out where it says the same', () => {
  const { rows } = plan('assets', 'tag,code\n,C-1\nT-2,t2\nT-3,C-3\n,\n', { tag: 'tag', barcode: 'code' });
  expect(rows.map(({ command }) => command)).toEqual([
    { command: 'asset.add', tag: 'C-1' },
    { command: 'asset.add', tag: 'T-2' },
    { command: 'asset.add', tag: 'T-3', barcode: 'C-3' },
  ]);
});

test('a home may be in another case, if there is one of that name', () => {
  const text = 'tag,case,slot,home\nA,1,1,2-5\nB,2,1,Slot 3\nC,,,CASE-13-6\nD,,,X-1\n';
  const { rows } = plan(
    'assets',
    text,
    { tag: 'tag', case: 'case', slot: 'slot', home: 'home' },
    { cases: ['Case-13'] },
  );
  expect(
    rows.map(({ command, problem }) => (command?.command === 'asset.add' ? command.home : problem?.field)),
  ).toEqual([{ case: '2', slot: 5 }, { case: '2', slot: 3 }, { case: 'CASE-13', slot: 6 }, 'home']);
});

test('an asset that the store has is the same, or differs in what the row says; its custody is not compared', () => {
  const known: KnownAsset = { tag: 'a1', details: { model: 'M', serial: 'S' }, attributes: { Colour: 'red' } };
  const text = 'tag,case,slot,model,room,Colour\nA-1,1,9,M,283,red\n';
  expect(outcomes(plan('assets', text, map, { assets: [known] }))).toEqual([[2, 'same', null]]);
  const { rows } = plan('assets', text.replace(',M,', ',N,'), map, { assets: [known] });
  expect(rows[0]).toMatchObject({ action: 'error', problem: { code: 'DUPLICATE', details: { differs: ['model'] } } });
});

test('two people of one name both get their reference; the same person twice is a repeat', () => {
  const text = 'name,ref\nAnn Lee,E-1001\nBo Ek,E-7\nann lee ,E-1002\nAnn Lee,e-1001\nAnn Lee,\n,E-9\n=1+1,E-8\n';
  const { rows } = plan('holders', text, { name: 'name', reference: 'ref' });
  expect(rows.map(({ line, name, action }) => [line, action, name])).toEqual([
    [2, 'add', 'Ann Lee (E-1001)'],
    [3, 'add', 'Bo Ek'],
    [4, 'add', 'ann lee (E-1002)'],
    [5, 'skip', 'Ann Lee (e-1001)'],
    [6, 'add', 'Ann Lee'],
    [7, 'error', null],
    [8, 'add', '=1+1'],
  ]);
});

test('a holder that the store has is told from a namesake by the reference alone', () => {
  const known = { name: 'Ann Lee', reference: 'E-1001', organisation: 'Radio desk', contact: null };
  const unknown = { name: 'Bo Ek', reference: null, organisation: null, contact: null };
  const text = 'name,ref,org\nAnn Lee,E-1001,Radio desk\nAnn Lee,E-1002,\nBo Ek,E-7,\n';
  const { rows } = plan(
    'holders',
    text,
    { name: 'name', reference: 'ref', organisation: 'org' },
    { holders: [known, unknown] },
  );
  expect(rows.map(({ action, name }) => [action, name])).toEqual([
    ['same', 'Ann Lee'],
    ['add', 'Ann Lee (E-1002)'],
    ['error', 'Bo Ek'],
  ]);
});

test.each([
  [{ tag: 'tag', colour: 'model' }, 'colour', 'is no field of assets'],
  [{ tag: 'tag', model: 'modle' }, 'model', '"modle"'],
  [{ tag: ['label', 'clean tag'] }, 'tag', '"label" or "clean tag"'],
  [{ tag: 7 }, 'tag', 'name of a column'],
  [{ model: 'model' }, 'tag', 'must name a column'],
  [{ tag: 'tag', slots: { '1': 0 } }, 'slots.1', 'number of slots'],
  [['tag'], 'map', 'must be an object'],
])('the map %j is refused by name', (wrong, field, why) => {
  const table = readTable(new TextEncoder().encode('tag,model\nA,M\n'));
  expect(table.ok && readMap('assets', wrong, table.value)).toMatchObject({
    ok: false,
    error: { code: 'INVALID', details: { field, why: expect.stringContaining(why) } },
  });
});

test('what differs is refused with what it says until somebody chooses, for a row or for all', () => {
  const known: KnownAsset = {
    tag: 'a1',
    details: { model: 'M', serial: 'S' },
    attributes: { Colour: 'red', Old: 'y' },
  };
  const store = { assets: [known, { ...known, tag: 'b1' }] };
  const text = 'tag,model,Colour\nA-1,N,blue\nB-1,N,\nC-1,N,\n';
  const choose = (wishes: Partial<RowWishes>) =>
    plan('assets', text, { tag: 'tag', model: 'model' }, store, { ...noWishes, ...wishes }).rows;
  const changes = [
    { field: 'model', before: 'M', after: 'N' },
    { field: 'Colour', before: 'red', after: 'blue' },
  ];
  expect(choose({})[0]).toMatchObject({ action: 'error', problem: { code: 'DUPLICATE' }, changes, command: null });
  const chosen = choose({ differing: 'keep', rows: [{ line: 2, choice: 'theirs' }] });
  expect(chosen.map(({ action }) => action)).toEqual(['change', 'keep', 'add']);
  expect(chosen[0]).toMatchObject({ changes, problem: null });
  expect(chosen[0]?.command).toEqual({
    command: 'asset.change',
    tag: 'a1',
    set: { model: 'N', attributes: { Colour: 'blue', Old: 'y' } },
  });
});

test('a holder can be changed to what the list says', () => {
  const known = { name: 'Ann Lee', reference: 'E-1', organisation: 'Radio desk', contact: null };
  const map = { name: 'name', organisation: 'org', contact: 'mail' };
  const { rows } = plan(
    'holders',
    'name,org,mail\nann lee,,a@example.org\n',
    map,
    { holders: [known] },
    {
      ...noWishes,
      differing: 'theirs',
    },
  );
  expect(rows[0]?.command).toEqual({ command: 'holder.change', name: 'Ann Lee', set: { contact: 'a@example.org' } });
});

test('a row that is left out takes neither tag nor slot from a later one', () => {
  const text = 'tag,case,slot\nA,1,1\nA,1,2\nB,1,1\n';
  const { rows } = plan('assets', text, { tag: 'tag', case: 'case', slot: 'slot' }, {}, { ...noWishes, leaveOut: [2] });
  expect(rows.map(({ line, action }) => [line, action])).toEqual([
    [2, 'left'],
    [3, 'add'],
    [4, 'add'],
  ]);
});
