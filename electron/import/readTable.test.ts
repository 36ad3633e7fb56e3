import { expect, test } from 'vitest';
import { readTable } from './readTable.ts';
import type { Table } from './tableOf.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

function read(bytes: Uint8Array): Table {
  const table = readTable(bytes);
  if (!table.ok) throw new Error(JSON.stringify(table.error));
  return table.value;
}

const rowsOf = (bytes: Uint8Array) => read(bytes).rows.map(({ line, cells }) => [line, ...cells]);

test.each([
  ['UTF-8', utf8('Tag;Ort\nA-1;Ødegård'), 'utf-8'],
  ['UTF-8 with a mark', utf8('\uFEFFTag;Ort\nA-1;Ødegård'), 'utf-8'],
  ['UTF-16, little end first', utf16('Tag;Ort\nA-1;Ødegård', false), 'utf-16le'],
  ['UTF-16, big end first', utf16('Tag;Ort\nA-1;Ødegård', true), 'utf-16be'],
  ['Windows-1252', Buffer.from('Tag;Ort\nA-1;Ødegård', 'latin1'), 'windows-1252'],
])('the same list reads the same in %s', (_name, bytes, encoding) => {
  const table = read(bytes);
  expect(table).toMatchObject({ encoding, columns: ['Tag', 'Ort'] });
  expect(table.rows).toEqual([{ line: 2, cells: ['A-1', 'Ødegård'], ragged: null }]);
});

test('the euro sign and the dash of Windows-1252 are read, which Latin-1 does not have', () => {
  expect(rowsOf(Uint8Array.from([0x61, 0x0a, 0x80, 0x96]))).toEqual([[2, '€–']]);
});

test.each([
  [',', 'Tag,"Room; old, new",Serial\nA,B,C'],
  [';', 'Tag;"Room, a";"Serial, b, c"\nA;B;C'],
  ['\t', 'Tag\tRoom, floor\tSerial\nA\tB\tC'],
  ['|', 'Tag|Room|Serial\nA|B|C'],
])('the separator is guessed: %j', (separator, text) => {
  const table = read(utf8(text));
  expect(table.separator).toBe(separator);
  expect(table.rows[0]?.cells).toEqual(['A', 'B', 'C']);
});

test('a first line that names the separator is believed and is no head', () => {
  expect(read(utf8('sep=;\nTag;Room\nA,1;B'))).toMatchObject({
    columns: ['Tag', 'Room'],
    rows: [{ line: 3, cells: ['A,1', 'B'] }],
  });
});

test('lines count as an editor counts them, over blank lines, either ending and line breaks in quotes', () => {
  const text = '\r\nTag,Notes\r\nA,"two\r\nlines"\r\n\r\nB,"a ""good"" one, really"\n , \nC, "padded" \rD,last';
  expect(rowsOf(utf8(text))).toEqual([
    [3, 'A', 'two\nlines'],
    [6, 'B', 'a "good" one, really'],
    [8, 'C', 'padded'],
    [9, 'D', 'last'],
  ]);
});

test('a quote that is no quotation stays part of the text', () => {
  expect(rowsOf(utf8('Tag,Model\nA,24" screen\nB,"24" screen'))).toEqual([
    [2, 'A', '24" screen'],
    [3, 'B', '"24" screen'],
  ]);
});

test('empty columns at the end vanish; an unnamed column with something in it gets its letter', () => {
  const table = read(utf8('Tag,,,,\nA,,x,,\nB,,,,'));
  expect(table.columns).toEqual(['Tag', 'Column C']);
  expect(table.headRemarks).toEqual([{ line: 1, column: 'Column C', why: 'has no name' }]);
});

test('a cell in a nameless column that other rows leave empty is a sign that cells have moved', () => {
  const ragged = (text: string) => read(utf8(text)).rows.map((row) => row.ragged);
  expect(ragged('Tag,Model,,\nA,Precision, rugged,\nB,M,,\nC,M,,')).toEqual(['stray', null, null]);
  expect(ragged('Tag,Model,\nA,M,1\nB,M,2\nC,M,')).toEqual([null, null, null]);
});

test('a column name that is there twice is told apart, and said', () => {
  const table = read(utf8('Serial,Serial (2),Serial\n1,2,3'));
  expect(table.columns).toEqual(['Serial', 'Serial (2)', 'Serial (3)']);
  expect(table.headRemarks).toEqual([{ line: 1, column: 'Serial (3)', why: 'is there twice' }]);
});

test('rows that are narrower or wider than the head are marked, but for empty cells at the end', () => {
  const rows = read(utf8('Tag,Model,Room\nA,M\nB,M,1,,,\nC,M,1,stray')).rows;
  expect(rows.map(({ line, ragged }) => [line, ragged])).toEqual([
    [2, 'short'],
    [3, null],
    [4, 'long'],
  ]);
});

test('a title above the list is no head, unless somebody says so; a list may have no head at all', () => {
  const text = 'Equipment; North\nAs of;\n\nTag;Model;Room\nA;M;1\n';
  expect(read(utf8(text.replaceAll('; North', '')))).toMatchObject({ headLine: 4, columns: ['Tag', 'Model', 'Room'] });
  const told = readTable(utf8(text), { headLine: 4 });
  expect(told).toMatchObject({ value: { columns: ['Tag', 'Model', 'Room'], rows: [{ line: 5 }] } });
  expect(readTable(utf8('A;M;1\nB;N;2\n'), { headLine: 0 })).toMatchObject({
    value: { columns: ['Column A', 'Column B', 'Column C'], headRemarks: [], rows: [{ line: 1 }, { line: 2 }] },
  });
});

test('encoding and separator are what somebody says they are', () => {
  const bytes = Buffer.from('Tag,Ort;x\nA,Ødegård;y', 'utf8');
  expect(readTable(bytes, { encoding: 'windows-1252', separator: ';' })).toMatchObject({
    value: { columns: ['Tag,Ort', 'x'], rows: [{ cells: ['A,Ã˜degÃ¥rd', 'y'] }] },
  });
});

test('a quote that is never closed is refused with the line where it opens', () => {
  expect(readTable(utf8('Tag,Model\nÅ,1\nB,"2\nC,3\n'))).toMatchObject({
    ok: false,
    error: { code: 'CANNOT_READ', details: { line: 3 } },
  });
});

test.each([
  ['nothing', utf8('')],
  ['nothing but separators', utf8('\uFEFF,,,\r\n,,,\r\n')],
  ['a workbook of the old kind', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
  ['UTF-16 without a mark', Buffer.from('Tag,Model', 'utf16le')],
])('%s is refused', (_name, bytes) => {
  expect(readTable(bytes)).toMatchObject({ ok: false, error: { code: 'CANNOT_READ' } });
});
