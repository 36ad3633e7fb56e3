import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ReportFilters } from '../../shared/contract/reports.ts';
import type { ExceptionRow } from '../../shared/contract/trailAnswers.ts';
import type { Section } from '../../shared/report/document.ts';
import type { Session } from '../../shared/session.ts';
import { HOUR_MS } from '../../shared/time.ts';
import { prepareTestStores, type TestStore } from '../testing/openTestStore.ts';
import { fontsFolder } from './fonts.ts';
import { csvText } from './formats/csv.ts';
import { openReport } from './openReport.ts';
import { type WriteOptions, writeReport } from './writeReport.ts';

type Format = WriteOptions['format'];

const MORNING = Date.UTC(2026, 10, 21, 8);
const slot = (number: number) => ({ case: 'CASE-13', slot: number });

let stores: Awaited<ReturnType<typeof prepareTestStores>>;
let store: TestStore;
let folder = '';
beforeAll(async () => {
  stores = await prepareTestStores(MORNING, [
    { command: 'case.add', code: 'CASE-13', slots: 3 },
    { command: 'holder.add', name: '=cmd|calc' },
    { command: 'asset.add', tag: 'A-1', slot: slot(1) },
    { command: 'asset.add', tag: 'A-2', slot: slot(2) },
  ]);
});
afterAll(() => stores.remove());
beforeEach(() => {
  store = stores.open();
  folder = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => {
  store.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function give(session: Session, command: object): Promise<string> {
  const done = await store.custody.execute(command, session);
  if (!done.ok) throw new Error(done.error.message);
  return done.events[0]?.eventId ?? '';
}

const begin = (name: string, filters: ReportFilters = {}) =>
  openReport(store.custody, { name, filters, clock: store.clock, appVersion: '1.2.3', by: null });

const options = (out: string, format: Format) => ({
  out,
  format,
  paper: 'A4' as const,
  bom: false,
  fonts: fontsFolder,
  stop: new AbortController().signal,
});

async function write(name: string, format: Format, filters: ReportFilters = {}) {
  const report = begin(name, filters);
  if (!report.ok) throw new Error(JSON.stringify(report.error));
  const out = join(folder, `${name}.${format}`);
  const written = await writeReport(report.value, options(out, format));
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  expect(createHash('sha256').update(readFileSync(out)).digest('hex')).toBe(written.value.sha256);
  expect(readdirSync(folder).filter((file) => file.startsWith('.'))).toEqual([]);
  return { ...written.value, text: readFileSync(out, 'utf8') };
}

test('custody says who has what, at a moment and as it was known then, in both formats alike', async () => {
  store.clock.set(MORNING + HOUR_MS);
  await give(store.cast.technician, { command: 'asset.issue', tag: 'A-1', holder: '=cmd|calc' });
  store.clock.set(MORNING + 2 * HOUR_MS);

  const now = await write('custody', 'csv');
  expect(now.text).toBe(
    [
      '"tag","status","case","slot","holder","since","dueAt","corrected"',
      `"A-1","holder","","","'=cmd|calc","2026-11-21T09:00:00.000Z","","false"`,
      '"A-2","slot","CASE-13","2","","2026-11-21T08:00:00.008Z","","false"',
      '',
    ].join('\r\n'),
  );
  const before = await write('custody', 'json', { at: '2026-11-21T09:30:00+01:00' });
  const lastSeq = [...store.custody.events()].at(-1);
  expect(JSON.parse(before.text)).toEqual({
    schema: 'assettrack-report-1',
    report: 'custody',
    title: 'Current custody',
    subject: null,
    documentNumber: expect.stringMatching(/-20261121-100000000-\d+$/),
    offset: 60,
    generatedBy: null,
    entries: 'recorded',
    filters: [],
    witnessed: null,
    device: expect.any(String),
    appVersion: '1.2.3',
    storeId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    organisation: 'Depot',
    generatedAt: '2026-11-21T10:00:00.000Z',
    at: '2026-11-21T08:30:00.000Z',
    knownAt: '2026-11-21T10:00:00.000Z',
    chainHead: { seq: lastSeq?.seq, hash: lastSeq?.hash },
    rows: [
      expect.objectContaining({ tag: 'A-1', status: 'slot', slot: 1 }),
      expect.objectContaining({ tag: 'A-2', status: 'slot', slot: 2 }),
    ],
  });
  expect((await write('custody', 'csv', { holder: ['=cmd|calc'] })).rows).toBe(1);
  expect((await write('custody', 'csv', { case: ['case-13'], status: 'slot' })).rows).toBe(1);
  expect((await write('custody', 'csv', { knownAt: '2026-11-21T08:00:00Z', status: 'holder' })).rows).toBe(0);
});

test('an asset’s report keeps what was wrong beside what was put right, after its stays', async () => {
  store.clock.set(MORNING + HOUR_MS);
  const wrong = await give(store.cast.technician, { command: 'asset.move', tag: 'A-1', slot: slot(3) });
  store.clock.set(MORNING + 2 * HOUR_MS);
  await give(store.cast.admin, {
    command: 'event.correct',
    eventId: wrong,
    reason: 'read the wrong label',
    set: { note: 'was slot 3 after all' },
  });

  const { text } = await write('asset', 'json', { tag: ['a1'] });
  expect(JSON.parse(text).rows).toMatchObject([
    { row: 'stay', status: 'slot', slot: 1 },
    { row: 'stay', status: 'slot', slot: 3, to: null },
    { row: 'event', type: 'ASSET_ADDED', effective: true, supersededBy: null },
    { row: 'event', eventId: wrong, effective: false, chain: [{ correctionReason: 'read the wrong label' }] },
    { row: 'event', supersedesEventId: wrong, effective: true, note: 'was slot 3 after all' },
  ]);
  const table: Record<string, string>[] = parse((await write('asset', 'csv', { tag: ['a1'] })).text, { columns: true });
  expect(table.map(({ row, type, effective, status }) => [row, type || status, effective])).toEqual([
    ['stay', 'slot', ''],
    ['stay', 'slot', ''],
    ['event', 'ASSET_ADDED', 'true'],
    ['event', 'ASSET_MOVED', 'false'],
    ['event', 'ASSET_MOVED', 'true'],
  ]);
  expect(table[3]?.supersededBy).toBe(table[4]?.eventId);
});

test('as known before a correction, a report says what was believed then', async () => {
  store.clock.set(MORNING + HOUR_MS);
  const wrong = await give(store.cast.technician, { command: 'asset.issue', tag: 'A-1', holder: '=cmd|calc' });
  store.clock.set(MORNING + 3 * HOUR_MS);
  await give(store.cast.admin, { command: 'event.correct', eventId: wrong, reason: 'it stayed here', void: true });
  const believed = { knownAt: '2026-11-21T10:00:00Z' };

  const then = JSON.parse((await write('asset', 'json', { tag: ['A-1'], ...believed })).text).rows;
  expect(then).toMatchObject([
    { row: 'stay', status: 'slot', slot: 1, to: '2026-11-21T09:00:00.000Z' },
    { row: 'stay', status: 'holder', holder: '=cmd|calc', to: null },
    { row: 'event', type: 'ASSET_ADDED' },
    { row: 'event', type: 'ASSET_ISSUED', supersededBy: null },
  ]);
  const now = JSON.parse((await write('asset', 'json', { tag: ['A-1'], entries: 'effective' })).text).rows;
  expect(now).toMatchObject([
    { row: 'stay', status: 'slot', slot: 1, to: null },
    { row: 'event', type: 'ASSET_ADDED' },
  ]);
  // What the voided entry gave to the holder was in hand, as it was known then.
  const inHand = async (filters: ReportFilters) =>
    JSON.parse((await write('holder', 'json', { holder: ['=cmd|calc'], ...filters })).text).rows;
  expect(await inHand(believed)).toMatchObject([{ row: 'in_hand', tag: 'A-1' }]);
  expect(await inHand({})).toEqual([]);
  expect((await write('corrections', 'csv', believed)).rows).toBe(0);
  expect((await write('corrections', 'csv')).rows).toBe(1);
});

test('what could not be proven is told as it was known, though it was corrected away since', async () => {
  store.clock.set(MORNING + HOUR_MS);
  await give(store.cast.technician, { command: 'asset.issue', tag: 'A-1', holder: '=cmd|calc' });
  store.clock.set(MORNING + 2 * HOUR_MS);
  const nowhere = await give(store.cast.technician, { command: 'asset.return', tag: 'A-1', slot: null });
  store.clock.set(MORNING + 4 * HOUR_MS);
  await give(store.cast.admin, { command: 'event.correct', eventId: nowhere, reason: 'still out', void: true });
  const found = async (filters: ReportFilters) =>
    JSON.parse((await write('exceptions', 'json', filters)).text).rows.map(({ kind, tag }: ExceptionRow) => [
      kind,
      tag,
    ]);
  expect(await found({ knownAt: '2026-11-21T11:00:00Z' })).toEqual([['gap', 'A-1']]);
  expect(await found({ knownAt: '2026-11-21T11:00:00Z', at: '2026-11-21T09:30:00Z' })).toEqual([]);
  expect(await found({})).toEqual([]);
});

test('the ledger is the whole log as it was when the report began, with nothing left out', async () => {
  const log = [...store.custody.events()];
  const report = begin('ledger');
  if (!report.ok) throw new Error(report.error.code);
  await give(store.cast.admin, { command: 'holder.add', name: 'Late' });
  const out = join(folder, 'ledger.json');
  await writeReport(report.value, options(out, 'json'));
  expect(JSON.parse(readFileSync(out, 'utf8')).rows).toEqual(log);

  const table: Record<string, string>[] = parse((await write('ledger', 'csv')).text, { columns: true });
  expect(Object.keys(table[0] ?? {}).toSorted()).toEqual(Object.keys(log[0] ?? {}).toSorted());
  expect(table.length).toBe(log.length + 1);
  expect(JSON.parse(table[3]?.data ?? '')).toEqual(log[3]?.data);
  // On paper an asset goes by its tag, also where the entry itself has its id alone.
  expect((await write('ledger', 'html')).text).not.toContain('<bdi>asset</bdi>');
});

test('lines of the ledger that SQLite makes are those that its rows give, sign for sign', async () => {
  store.clock.set(MORNING + HOUR_MS);
  const moved = await give(store.cast.technician, {
    command: 'asset.move',
    tag: 'A-1',
    slot: slot(3),
    occurredAt: '2026-11-21T04:00:00.001-04:30',
    commandId: '\u200b@once',
    note: '\u00a0=1+1, "quoted"\r\nبهناز 😀 \u00ad',
  });
  await give(store.cast.admin, { command: 'event.correct', eventId: moved, reason: '-1', set: { note: '(plain)' } });
  store.clock.set(MORNING + 2 * HOUR_MS);
  const filters: ReportFilters[] = [
    {},
    { at: '2026-11-21T08:15:00Z' },
    { knownAt: '2026-11-21T08:15:00Z' },
    { at: '0001-01-01T00:00:00Z' },
  ];
  for (const filter of filters) {
    const report = begin('ledger', filter);
    if (!report.ok) throw new Error(report.error.code);
    const { head } = report.value;
    const byRow = (section: Section): Section => {
      if (section.kind !== 'table') return section;
      const { lines: _, ...table } = section;
      return table;
    };
    let [made, counted] = [0, 0];
    const slowly = [...csvText({ head, sections: () => [...report.value.sections()].map(byRow) }, true, () => made++)];
    const lines = [...csvText(report.value, true, () => counted++)];
    expect(lines.join('')).toBe(slowly.join(''));
    expect(counted).toBe(made);
  }
});

test('a page that is asked for after something was recorded does not show it', async () => {
  const many = Array.from({ length: 1000 }, (_, i) => ({
    command: 'asset.add',
    tag: `B-${String(i).padStart(4, '0')}`,
  }));
  await store.custody.executeAtomic(many, store.cast.admin);
  const report = begin('custody');
  if (!report.ok) throw new Error(report.error.code);
  await give(store.cast.technician, { command: 'asset.issue', tag: 'B-0999', holder: '=cmd|calc' });
  const [table] = report.value.sections();
  const rows = table?.kind === 'table' ? [...table.rows].map(({ data }) => data) : [];
  expect(rows.length).toBe(1002);
  expect(rows.at(-1)).toMatchObject({ tag: 'B-0999', status: 'unplaced' });
});

test('what a report does not know is refused by name', () => {
  const refused = (name: string, filters: ReportFilters = {}) => {
    const report = begin(name, filters);
    return report.ok ? null : [report.error.code, report.error.details.field];
  };
  expect(refused('gossip')).toEqual(['INVALID', 'report']);
  expect(refused('receipt')).toEqual(['INVALID', 'receipt']);
  expect(refused('ledger', { tag: ['A-1'] })).toEqual(['INVALID', 'tag']);
  expect(refused('asset')).toEqual(['INVALID', 'tag']);
  expect(refused('asset', { tag: ['A-9'] })).toEqual(['NOT_FOUND', 'tag']);
  expect(refused('custody', { at: 'yesterday' })).toEqual(['INVALID', 'at']);
  expect(refused('custody', { status: 'gone' })).toEqual(['INVALID', 'status']);
  expect(refused('outstanding', { case: ['CASE-99'] })).toEqual(['NOT_FOUND', 'case']);
  expect(refused('corrections', { actor: 'Nobody' })).toEqual(['NOT_FOUND', 'actor']);
  expect(refused('case', { case: ['CASE-13'], all: true })).toEqual(['INVALID', 'case']);
  expect(refused('receipt', { receipt: ['X-000001'], holder: ['Bob'] })).toEqual(['INVALID', 'holder']);
});

test('what is named twice is there once; a moment to come is now, and is called so; no row still has a head', () => {
  const twice = begin('asset', { tag: ['A-1', 'a1', 'A-2'], at: '2099-01-01T00:00:00Z' });
  if (!twice.ok) throw new Error(twice.error.code);
  expect(twice.value.head.filters).toEqual([{ name: 'tag', value: 'A-1, A-2' }]);
  expect(twice.value.head.at).toBe(twice.value.head.generatedAt);
  const none = begin('receipt', { all: true });
  if (!none.ok) throw new Error(none.error.code);
  expect([...csvText(none.value, false, () => undefined)].join('')).toBe('"row"\r\n');
});

test('a report that is stopped leaves no file', async () => {
  const report = begin('ledger');
  if (!report.ok) throw new Error(report.error.code);
  const stop = new AbortController();
  const writing = writeReport(report.value, { ...options(join(folder, 'a.csv'), 'csv'), stop: stop.signal });
  stop.abort();
  await expect(writing).rejects.toThrow('aborted');
  expect(readdirSync(folder)).toEqual([]);
});
