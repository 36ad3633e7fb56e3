import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { DocumentHead, TableSection } from '../../../shared/report/document.ts';
import { csvText, inert } from './csv.ts';

/** The text of a document of one table. */
function csv(fields: readonly string[], rows: readonly (readonly unknown[])[], bom = false): string {
  const table: TableSection = {
    kind: 'table',
    row: 'row',
    title: '',
    note: null,
    empty: '',
    columns: [],
    fields,
    rows: rows.map((cells) => ({
      data: Object.fromEntries(fields.map((field, i) => [field, cells[i]])),
      cells: () => [],
    })),
  };
  // Of the head nothing stands in CSV.
  const document = { head: {} as DocumentHead, sections: () => [table] };
  return [...csvText(document, bom, () => undefined)].join('');
}

test('every field is quoted, every line ends in CRLF, and an empty report still has its head', () => {
  const rows = [
    ['A-1', 7, null, true],
    ['say "hi"', 'two\nlines', '', { a: [1] }],
  ];
  expect(csv(['tag', 'slot', 'holder', 'known'], rows)).toBe(
    '"tag","slot","holder","known"\r\n"A-1","7","","true"\r\n"say ""hi""","two\nlines","","{""a"":[1]}"\r\n',
  );
  expect(csv(['tag'], [])).toBe('"tag"\r\n');
  expect(csv(['tag'], [], true)).toBe('\ufeff"tag"\r\n');
});

test('what is written is what is read back', () => {
  const texts = ['漢字', ' padded ', 'a,b;c', '"', '\\', "it's", 'CASE-13', '😀', 'a\r\nb', '{"a":1}', "'quoted'"];
  expect(
    parse(
      csv(
        ['a', 'b'],
        texts.map((text) => [text, 'x']),
      ),
      { from: 2 },
    ),
  ).toEqual(texts.map((text) => [text, 'x']));
});

const HIDDEN = [
  '',
  ' ',
  '\t',
  '\n',
  '\r',
  '\0',
  '\u00a0',
  '\ufeff',
  '\u200b',
  '\u200f',
  '\u2003',
  '\u00ad\u2060',
  ' \ufeff\u200b\0 ',
];
const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '|calc',
  '%0A',
  '＝1',
  '＋1',
  '－1',
  '＠A',
  "=cmd|' /C calc'!A0",
  '==',
  '-',
];

test('no text is left that a spreadsheet could run, however its first sign is hidden', () => {
  for (const formula of FORMULAS) {
    for (const hidden of HIDDEN) expect(inert(hidden + formula)).toBe(`'${hidden}${formula}`);
  }
  for (const start of ['\t', '\r', '\n', '\0']) expect(inert(`${start}word`)).toBe(`'${start}word`);
  const line = csv(
    ['=head', 'n'],
    [
      [['=1'], -5],
      [{ '=': 1 }, '=1'],
    ],
  );
  expect(line).toBe('"\'=head","n"\r\n"[""=1""]","\'-5"\r\n"{""="":1}","\'=1"\r\n');
});

test('harmless text is left alone', () => {
  for (const text of ['', 'CASE-13', 'a=1', '2026-11-21', "'", '100 %', ' note', '𝄞=', '(1)'])
    expect(inert(text)).toBe(text);
});
