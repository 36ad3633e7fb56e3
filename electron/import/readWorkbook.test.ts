import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ReadingWish } from '../../shared/import/importForm.ts';
import { readList } from './readList.ts';
import type { Table } from './tableOf.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook as a spreadsheet program saves it, from the rows of its sheets as XML. */
function workbook(sheets: Readonly<Record<string, string>>, more: Readonly<Record<string, Uint8Array>> = {}) {
  const names = Object.keys(sheets);
  const parts: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      `<workbook ${MAIN} xmlns:r="${RELS}"><sheets>${names
        .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${names
        .map(
          (_, i) => `<Relationship Id="rId${i + 1}" Type="${RELS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
        )
        .join('')}<Relationship Id="s" Type="${RELS}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `<styleSheet ${MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    ...more,
  };
  for (const [i, name] of names.entries()) parts[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(sheets[name] ?? '');
  return zipSync(parts);
}

const sheet = (rows: readonly string[], rest = '') =>
  `<worksheet ${MAIN}><sheetData>${rows.join('')}</sheetData>${rest}</worksheet>`;
const text = (at: string, said: string) => `<c r="${at}" t="inlineStr"><is><t>${said}</t></is></c>`;
const row = (at: number, cells: string) => `<row r="${at}">${cells}</row>`;

async function read(bytes: Uint8Array, wish?: ReadingWish): Promise<Table> {
  const table = await readList(bytes, wish);
  if (!table.ok) throw new Error(JSON.stringify(table.error));
  return table.value;
}

test('dates, numbers, results of formulas and merged cells read as people see them, by the row of the sheet', async () => {
  const equipment = sheet(
    [
      row(1, text('A1', 'Tag') + text('B1', 'Case') + text('C1', 'Bought') + text('D1', 'Price') + text('E1', 'Sum')),
      row(
        3,
        `${text('A3', 'A-1')}<c r="B3"><v>7</v></c><c r="C3" s="1"><v>46027</v></c><c r="D3"><v>0.30000000000000004</v></c>`,
      ),
      row(4, `${text('A4', 'A-2')}<c r="C4" s="1"><v>46027.5</v></c><c r="E4"><f>1+1</f><v>2</v></c>`),
      row(5, `${text('A5', 'A-3')}`),
    ],
    '<mergeCells count="1"><mergeCell ref="B3:B4"/></mergeCells>',
  );
  const table = await read(workbook({ 'Room &amp; board': sheet([row(1, text('A1', 'x'))]), Equipment: equipment }), {
    sheet: 'Equipment',
  });
  expect(table).toMatchObject({
    sheet: 'Equipment',
    sheets: ['Room & board', 'Equipment'],
    headLine: 1,
    encoding: null,
  });
  expect(table.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
    [3, 'A-1', '7', '2026-01-05', '0.3', ''],
    [4, 'A-2', '7', '2026-01-05 12:00', '', '2'],
    [5, 'A-3', '', '', '', ''],
  ]);
});

test('the first sheet is read unless another is named; one that is not there is refused with those that are', async () => {
  const bytes = workbook({ One: sheet([row(1, text('A1', 'Tag')), row(2, text('A2', 'T'))]) });
  expect(await read(bytes)).toMatchObject({ sheet: 'One', columns: ['Tag'] });
  expect(await readList(bytes, { sheet: 'Two' })).toMatchObject({
    ok: false,
    error: { code: 'CANNOT_READ', details: { sheets: ['One'] } },
  });
});

test('an archive that unpacks to more than a list can be is refused before it is unpacked', async () => {
  const bomb = Buffer.from(workbook({ One: sheet([]) }));
  // The size that the archive's directory declares for its last part, the sheet.
  bomb.writeUInt32LE(257 * 1024 * 1024, bomb.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24);
  expect(await readList(bomb)).toMatchObject({
    ok: false,
    error: { code: 'CANNOT_READ', details: { why: expect.stringContaining('256 MB') } },
  });
});

test.each([
  ['an archive of something else', zipSync({ 'a.txt': strToU8('hello') })],
  ['half an archive', workbook({ One: sheet([]) }).subarray(0, 200)],
  ['a workbook without a cell', workbook({ One: sheet([]) })],
  ['a sheet that is no sheet', workbook({ One: '<nothing' })],
])('%s is refused', async (_name, bytes) => {
  expect(await readList(bytes)).toMatchObject({ ok: false, error: { code: 'CANNOT_READ' } });
});
