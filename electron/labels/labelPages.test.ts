import { expect, test } from 'vitest';
import { freeSheet, knownSheets } from '../../shared/labels/sheets.ts';
import { readSlotCode, slotCode } from '../../shared/labels/slotCode.ts';
import { fontsFolder } from '../report/fonts.ts';
import { type Label, labelPages } from './labelPages.ts';
import { testPage } from './testPage.ts';

const label = (n: number): Label => ({ code: `DDC4CY${n}`, title: `DDC4CY${n}`, lines: ['Latitude 7330', 'Depot'] });
const many = (n: number): readonly Label[] => Array.from({ length: n }, (_, i) => label(i + 1));
const L7160 = { sheet: { kind: 'known', name: 'L7160' }, symbol: 'code128', first: 1, shift: { x: 0, y: 0 } } as const;

function placesOf(html: string): readonly string[] {
  return [...html.matchAll(/class="label" style="(left:[\d.-]+mm;top:[\d.-]+mm)"/g)].map(([, place]) => place ?? '');
}

test('labels lie where the sheet has them, a started sheet is used up, and a printer that is off is put right', () => {
  const made = labelPages(many(22), { ...L7160, first: 3, shift: { x: 0.5, y: -1 } }, fontsFolder);
  if (!made.ok) throw new Error(made.error.code);
  expect(made.value).toMatchObject({ pages: 2, paper: { width: 210, height: 297 } });
  const places = placesOf(made.value.html);
  expect(places).toHaveLength(22);
  // The third of the first row, and the first of the second page.
  expect(places[0]).toBe('left:139.750mm;top:14.150mm');
  expect(places[1]).toBe('left:7.750mm;top:52.250mm');
  expect(places[19]).toBe('left:7.750mm;top:14.150mm');
});

test('a label too small for its code, a first label that is not there, and a sheet wider than its page are refused', () => {
  const printer = { kind: 'printer', width: 25, height: 12 } as const;
  expect(labelPages(many(1), { ...L7160, sheet: printer }, fontsFolder)).toMatchObject({
    ok: false,
    error: { code: 'INVALID', details: { field: 'sheet' } },
  });
  // The same code is readable as QR.
  expect(labelPages(many(1), { ...L7160, sheet: printer, symbol: 'qr' }, fontsFolder)).toMatchObject({
    ok: true,
    value: { pages: 1, paper: { width: 25, height: 12 } },
  });
  expect(labelPages(many(1), { ...L7160, first: 22 }, fontsFolder)).toMatchObject({
    error: { details: { field: 'first' } },
  });
  const free = { page: { width: 210, height: 297 }, left: 5, top: 5, stepX: 70, stepY: 30, rows: 9, columns: 4 };
  const tried = freeSheet.safeParse({ ...free, label: { width: 60, height: 28 } });
  expect(tried.error?.issues[0]?.message).toBe('lie beyond the right edge of the page');
});

test('what people wrote stays text, also on a label', () => {
  const made = labelPages([{ code: 'A1', title: '<b>A1</b>', lines: ['"><script>'] }], L7160, fontsFolder);
  if (!made.ok) throw new Error(made.error.code);
  expect(made.value.html).not.toContain('<script');
  expect(made.value.html).toContain('&lt;b&gt;A1');
});

test('the code of a slot reads back, also of a case with a slash in its name', () => {
  expect(readSlotCode(slotCode('CASE-7', 6))).toEqual({ case: 'CASE-7', slot: 6 });
  expect(readSlotCode('A/B/12')).toEqual({ case: 'A/B', slot: 12 });
  expect(['CASE-7', 'CASE-7/', 'CASE-7/0', '/6', 'CASE-7/6a'].map(readSlotCode)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

test('a test page has every label of the sheet in its place, shifted as the printer needs, and a ruler of known length', () => {
  const { html, pages, paper } = testPage({ ...L7160, shift: { x: 0.5, y: -1 } });
  expect({ pages, paper }).toEqual({ pages: 1, paper: { width: 210, height: 297 } });
  const outlines = [...html.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="63.50" height="38.10"/g)];
  expect(outlines).toHaveLength(21);
  const { left, top } = knownSheets.L7160;
  expect([Number(outlines[0]?.[1]), Number(outlines[0]?.[2])]).toEqual([left + 0.5, top - 1]);
  expect(html).toContain('The ruler across is 100 mm long');
  expect(html.match(/<line/g)).toHaveLength(202);
});
