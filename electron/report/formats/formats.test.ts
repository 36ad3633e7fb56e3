import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile, { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportNames } from '../../../shared/contract/reports.ts';
import type { ReportDocument } from '../../../shared/report/document.ts';
import { HOUR_MS } from '../../../shared/time.ts';
import { prepareTestStores, type TestStore } from '../../testing/openTestStore.ts';
import { fontsFolder } from '../fonts.ts';
import { openReport } from '../openReport.ts';
import { csvText } from './csv.ts';
import { htmlText } from './html.ts';
import { jsonText } from './json.ts';
import { xlsxStream } from './xlsx.ts';

const MORNING = Date.UTC(2026, 10, 21, 8);
/** Looks like a formula, holds what ends a field, a tag and an attribute, and letters from everywhere. */
const NASTY = '=cmd|"<script>alert(1)</script>\'&漢字 å بهناز\u0007';
const ignore = (): void => undefined;

let stores: Awaited<ReturnType<typeof prepareTestStores>>;
let store: TestStore;
const folder = mkdtempSync(join(tmpdir(), 'formats-'));

beforeAll(async () => {
  stores = await prepareTestStores(MORNING, [
    { command: 'case.add', code: 'CASE-1', name: NASTY, slots: 2, place: NASTY },
    { command: 'holder.add', name: NASTY, organisation: NASTY },
    {
      command: 'asset.add',
      tag: 'A-1',
      model: NASTY,
      serial: NASTY,
      notes: NASTY,
      attributes: { [NASTY.slice(0, 20)]: NASTY },
      slot: { case: 'CASE-1', slot: 1 },
    },
    { command: 'asset.add', tag: 'A-2' },
    { command: 'case.check', code: 'CASE-1', seen: ['A-1'] },
    {
      command: 'handover.commit',
      kind: 'issue',
      holder: NASTY,
      items: [{ tag: 'A-1', note: NASTY }],
      purpose: NASTY,
      place: NASTY,
      dueAt: '2026-11-21T09:00:00Z',
      acceptance: [],
    },
    { command: 'asset.lose', tag: 'A-2', reason: NASTY },
    { command: 'assignment.dispatch', title: NASTY, instructions: NASTY, recipient: 'Theo' },
  ]);
  store = stores.open();
  store.clock.set(MORNING + 5 * HOUR_MS);
  const events = [...store.custody.events()];
  const lost = events.find(({ type }) => type === 'ASSET_LOST');
  await store.custody.execute({ command: 'event.flag', eventId: lost?.eventId, note: NASTY }, store.cast.technician);
  const done = await store.custody.execute(
    { command: 'event.correct', eventId: lost?.eventId, reason: NASTY, set: { note: NASTY } },
    store.cast.admin,
  );
  if (!done.ok) throw new Error(done.error.message);
});
afterAll(() => {
  store.remove();
  stores.remove();
  rmSync(folder, { recursive: true, force: true });
});

function open(name: string): ReportDocument {
  const about =
    { asset: { all: true }, case: { all: true }, holder: { all: true }, receipt: { all: true } }[name] ?? {};
  const opened = openReport(store.custody, { name, filters: about, clock: store.clock, appVersion: '1', by: null });
  if (!opened.ok) throw new Error(`${name}: ${JSON.stringify(opened.error)}`);
  return opened.value;
}

test('every report as JSON is of the published form', () => {
  const schema: unknown = JSON.parse(readFileSync('docs/schema/report-v1.json', 'utf8'));
  const check = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema as object); // a file of ours
  for (const name of reportNames) {
    const report = JSON.parse([...jsonText(open(name), ignore)].join(''));
    expect([name, report.rows.length > 0, check(report), check.errors]).toEqual([name, true, true, null]);
  }
});

test('no field of any report as CSV begins as a formula', () => {
  for (const name of reportNames) {
    const csv = [...csvText(open(name), false, ignore)].join('');
    const fields = csv.slice(1, -3).split(/"(?:,|\r\n)"/);
    const live = fields.filter((field) => /^[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠]/u.test(field));
    expect([name, live]).toEqual([name, []]);
  }
});

test('a page of any report has its letters within and nothing that runs or is fetched', () => {
  for (const name of reportNames) {
    const page = [...htmlText(open(name), { paper: 'Letter', fonts: fontsFolder, maxRows: null, onRow: ignore })].join(
      '',
    );
    expect([name, page.match(/<script|<link|<img|javascript:|https?:|onerror=/i)]).toEqual([name, null]);
    expect(page.includes("default-src 'none'")).toBe(true);
    expect(page.includes('size: Letter')).toBe(true);
    const embedded = page.match(/@font-face\{[^}]*\}/g) ?? [];
    expect(embedded.length).toBeGreaterThan(2);
    // In one weight, which must serve for headings too.
    const japanese = embedded.filter((face) => face.includes('6f22'));
    if (page.includes('漢'))
      expect(japanese.map((face) => /family:'AssetTrack Report More';font-weight:400 700;/.test(face))).toEqual([true]);
  }
  const preview = [...htmlText(open('ledger'), { paper: 'A4', fonts: fontsFolder, maxRows: 3, onRow: ignore })].join(
    '',
  );
  expect(preview.match(/<tbody/g)).toHaveLength(3);
  expect(preview.includes('The preview ends here, after 3 rows')).toBe(true);
});

test('a workbook has real dates and numbers, text that is never a formula, a fixed head and filters', async () => {
  for (const name of reportNames) {
    const out = join(folder, `${name}.xlsx`);
    await pipeline(xlsxStream(open(name), ignore), createWriteStream(out));
    const sheets = await readXlsxFile(out);
    expect(sheets[0]?.sheet).toBe('Document');
    expect(sheets.length).toBeGreaterThan(1);
    const parts = unzipSync(readFileSync(out));
    for (const [part, bytes] of Object.entries(parts)) {
      const xml = strFromU8(bytes);
      if (!part.startsWith('xl/worksheets/sheet')) continue;
      expect(xml).not.toContain('<f>');
      if (part.endsWith('sheet1.xml')) continue;
      expect(xml).toContain('state="frozen"');
      expect(xml).toContain('<autoFilter ref="A1:');
      expect(xml).toContain('customWidth="1"');
    }
  }
  const [head, ...rows] = await readSheet(join(folder, 'ledger.xlsx'), 'Entries');
  expect(head?.slice(0, 2)).toEqual(['No.', 'Happened']);
  expect(rows).toHaveLength([...store.custody.events()].length);
  // The clock of these stories stands at +01:00, and the workbook has the time of the place.
  expect(rows[0]?.slice(0, 2)).toEqual([1, new Date('2026-11-21T09:00:00.000Z')]);
  const custody = await readSheet(join(folder, 'custody.xlsx'), 'Assets');
  expect(custody[1]?.[2]).toBe(NASTY);
});
