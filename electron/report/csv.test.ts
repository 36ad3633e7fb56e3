import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvWriter, inert } from './csv.ts';

const csv = async (columns: readonly string[], rows: readonly unknown[][]): Promise<string> => {
  const writer = csvWriter(columns);
  for (const row of rows) writer.write(row);
  writer.end();
  return (await writer.toArray()).join('');
};

test('every field is quoted, every line ends in CRLF, and an empty report still has its head', async () => {
  const rows = [
    ['A-1', 7, null, true],
    ['say "hi"', 'two\nlines', '', { a: [1] }],
  ];
  expect(await csv(['tag', 'slot', 'holder', 'known'], rows)).toBe(
    '"tag","slot","holder","known"\r\n"A-1","7","","true"\r\n"say ""hi""","two\nlines","","{""a"":[1]}"\r\n',
  );
  expect(await csv(['tag'], [])).toBe('"tag"\r\n');
});

test('what is written is what is read back', async () => {
  const texts = ['漢字', ' padded ', 'a,b;c', '"', '\\', "it's", 'CASE-13', '😀', 'a\r\nb', '{"a":1}', "'quoted'"];
  expect(
    parse(
      await csv(
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

test('no text is left that a spreadsheet could run, however its first sign is hidden', async () => {
  for (const formula of FORMULAS) {
    for (const hidden of HIDDEN) expect(inert(hidden + formula)).toBe(`'${hidden}${formula}`);
  }
  for (const start of ['\t', '\r', '\n', '\0']) expect(inert(`${start}word`)).toBe(`'${start}word`);
  const line = await csv(
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
