import { strFromU8, unzipSync, zipSync } from 'fflate';
import { readSheet, type SheetData } from 'read-excel-file/node';
import type { ReadingWish } from '../../shared/import/importForm.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { type RawRow, type Table, tableOf } from './tableOf.ts';

/** What all parts of a workbook that are read may come to, bytes: some 300,000 rows. A bomb is far beyond. */
const MAX_UNPACKED = 256 * 1024 * 1024;

/** The parts that hold cells; pictures, macros and whatever else lies in an archive are never unpacked. */
const PARTS =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml))$/i;

/** Is it a zip archive, as every .xlsx is? */
export function isWorkbook(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, i) => bytes[i] === byte);
}

/**
 * Reads a sheet of a workbook (.xlsx): dates as days, numbers as they are shown without a format, formulas by the
 * result that was saved with them, and a merged area with its value in every row of its first column.
 *
 * @param wish  which sheet, where its head stands; the first sheet unless somebody has said so
 * @returns CANNOT_READ when it is no workbook, has no such sheet, or unpacks to more than a list can be
 */
export async function readWorkbook(bytes: Uint8Array, wish: ReadingWish = {}): Promise<Result<Table>> {
  const parts = unpack(bytes);
  if (!parts.ok) return parts;
  const sheets = sheetsOf(parts.value);
  const wanted = wish.sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === wish.sheet);
  if (!wanted) {
    const why = wish.sheet === undefined ? 'it is an archive, but no workbook' : `it has no sheet "${wish.sheet}"`;
    return refuse('CANNOT_READ', { why, sheets: sheets.map(({ name }) => name) });
  }
  let data: SheetData;
  try {
    // Packed again, so that the reader meets only what was measured.
    const measured = Buffer.from(zipSync(parts.value, { level: 0 }));
    data = await readSheet(measured, sheets.indexOf(wanted) + 1);
  } catch (error) {
    return refuse('CANNOT_READ', { why: `it is a workbook that cannot be read (${messageOf(error)})` });
  }
  const rows = data.map((cells, at): RawRow => ({ line: at + 1, cells: cells.map(textOf) }));
  const merged = fillMerged(rows, mergesOf(strFromU8(parts.value[wanted.part] ?? new Uint8Array())));
  const source = { encoding: null, separator: null, sheet: wanted.name, sheets: sheets.map(({ name }) => name) };
  return tableOf(merged, source, wish.headLine);
}

type Parts = Readonly<Record<string, Uint8Array>>;

function unpack(bytes: Uint8Array): Result<Record<string, Uint8Array>> {
  let size = 0;
  try {
    // Each part is unpacked into as much room as the archive declares and no more, so what it declares is its bound.
    const parts = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!PARTS.test(name)) return false;
        size += originalSize;
        if (size > MAX_UNPACKED) throw new Error(TOO_LARGE);
        return true;
      },
    });
    return accept(parts);
  } catch (error) {
    const why = messageOf(error);
    return refuse('CANNOT_READ', { why: why === TOO_LARGE ? why : `its archive is damaged (${why})` });
  }
}

const TOO_LARGE = 'it unpacks to more than 256 MB, which no list comes to';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface SheetPart {
  readonly name: string;
  /** the archive's name of it */
  readonly part: string;
}

/** The sheets in the order of their tabs. */
function sheetsOf(parts: Parts): readonly SheetPart[] {
  const xml = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const targets = new Map(
    elements(xml('xl/_rels/workbook.xml.rels'), 'Relationship').map((each) => [each.Id, each.Target ?? '']),
  );
  return elements(xml('xl/workbook.xml'), 'sheet').flatMap(({ name = '', 'r:id': id }) => {
    const part = `xl/${(targets.get(id) ?? '').replace(/^\/?(xl\/)?/, '')}`;
    return part in parts ? [{ name, part }] : [];
  });
}

/** The attributes of every element of a name; spreadsheet programs write no comments or CDATA where these stand. */
function elements(xml: string, name: string): readonly Readonly<Record<string, string | undefined>>[] {
  const found = xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'g'));
  return [...found].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
        ([, key = '', double, single]) => [key, unescaped(double ?? single ?? '')] as const,
      ),
    ),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex ? point(Number.parseInt(hex, 16)) : decimal ? point(Number(decimal)) : (ENTITIES[name] ?? whole),
  );
const point = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

interface Area {
  /** rows from 1, inclusive */
  readonly top: number;
  readonly bottom: number;
  /** from 0 */
  readonly column: number;
}

function mergesOf(xml: string): readonly Area[] {
  return elements(xml, 'mergeCell').flatMap(({ ref = '' }) => {
    const [, letters = '', top, , bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? [];
    if (!letters) return [];
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    return [{ top: Number(top), bottom: Number(bottom), column }];
  });
}

/** A case number that is written once beside its thirty rows is meant for each of them. */
function fillMerged(rows: readonly RawRow[], areas: readonly Area[]): readonly RawRow[] {
  const cells = rows.map((row) => [...row.cells]);
  for (const { top, bottom, column } of areas) {
    const value = cells[top - 1]?.[column] ?? '';
    for (let row = top; row < Math.min(bottom, rows.length); row += 1) {
      const into = cells[row];
      if (into) into[column] = value;
    }
  }
  return rows.map(({ line }, at) => ({ line, cells: cells[at] ?? [] }));
}

/** A cell as text. Spreadsheets reckon in 15 digits: what lies beyond is how computers hold them. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (value instanceof Date) return dateText(value);
  return String(value);
}

/** A workbook's dates know no zone; the reader gives them as if they were UTC. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().split('T');
  return time === '00:00:00.000Z' ? day : `${day} ${time.slice(0, time.startsWith(':00.', 5) ? 5 : 8)}`;
}
