import { PassThrough, Readable } from 'node:stream';
import yazl from 'yazl';
import type { Cell, Column, ReportDocument, Row, TableSection } from '../../../shared/report/document.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import { cellText } from '../cellText.ts';
import { factsOfHead } from '../headFacts.ts';
import { cellXml, HEAD_STYLE, STYLES, stylesXml, TEXT_STYLE, textCell } from './xlsxCells.ts';
import { contentTypes, rootRels, workbookRels, workbookXml } from './xlsxParts.ts';

/** Rows that a sheet can have: what is more goes on in a sheet of its own. */
const SHEET_ROWS = 1_048_576;
/** Text that is handed to the archive in one piece, in characters. */
const CHUNK_CHARS = 64 * 1024;
/** Level 1 is a third faster and a third larger; beyond 6 next to nothing is gained. */
const ZLIB = 6;

/**
 * A report as a workbook: a sheet that says what it is, and a sheet for each table, with real dates and numbers, a head
 * that stays while rows scroll, filters and widths. Tables of several entities that are alike share a sheet. Written as a stream: a few rows are in
 * memory at a time, and the parts that need to know all sheets come last in the archive.
 */
export function xlsxStream(document: ReportDocument, onRow: () => void, compressionLevel = ZLIB): Readable {
  const zip = new yazl.ZipFile();
  const out = new PassThrough();
  // @types/yazl names the stream by an interface that pipe does not ask for.
  (zip.outputStream as unknown as Readable).on('error', (error) => out.destroy(error)).pipe(out);
  zip.on('error', (error: Error) => out.destroy(error));
  const add = (text: string, name: string) => zip.addBuffer(Buffer.from(text), name, { compressionLevel });

  const sheets: string[] = [];
  const begin = async (): Promise<void> => {
    const name = sheetNamer();
    sheets.push(name(words.sheet));
    add(coverXml(document), 'xl/worksheets/sheet1.xml');
    for (const table of alike(document)) {
      const rows = table.rows[Symbol.iterator]();
      for (let more = true; more; ) {
        sheets.push(name(table.title));
        const part = `xl/worksheets/sheet${sheets.length}.xml`;
        const state = { more: false };
        const source = Readable.from(sheetXml(table, rows, state, onRow));
        const written = new Promise<void>((resolve, reject) => source.on('end', resolve).on('error', reject));
        zip.addReadStream(source, part, { compressionLevel });
        // One part after the other: rows are made as fast as the archive takes them.
        await written;
        ({ more } = state);
      }
    }
    add(stylesXml(), 'xl/styles.xml');
    add(workbookXml(sheets), 'xl/workbook.xml');
    add(workbookRels(sheets.length), 'xl/_rels/workbook.xml.rels');
    add(rootRels, '_rels/.rels');
    add(contentTypes(sheets.length), '[Content_Types].xml');
    zip.end();
  };
  begin().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}

interface Sheet extends Pick<TableSection, 'row' | 'title' | 'columns'> {
  readonly rows: Iterable<Row>;
  /** a column in front that names the entity, where the document has several */
  readonly entity: boolean;
}

/**
 * The tables of a document, one for each kind: those of several entities that are alike become one. The document is
 * gone through once for each kind, so that no row is kept until its turn comes.
 */
function* alike(document: ReportDocument): Generator<Sheet> {
  const kinds = new Map<string, TableSection>();
  const [first] = document.sections();
  const entity = first?.kind === 'heading';
  for (const section of document.sections()) {
    if (section.kind !== 'table' || kinds.has(section.row)) continue;
    kinds.set(section.row, section);
    if (!entity) yield { ...section, entity };
  }
  if (!entity) return;
  for (const [kind, { title, columns }] of kinds) {
    yield { row: kind, title, columns, entity, rows: rowsOf(document, kind) };
  }
}

/** The rows of all tables of a kind, each with the entity that it is about in front. */
function* rowsOf(document: ReportDocument, kind: string): Generator<Row> {
  let entity: Cell = null;
  for (const section of document.sections()) {
    if (section.kind === 'heading') entity = { kind: 'code', text: section.title };
    if (section.kind !== 'table' || section.row !== kind) continue;
    const about = entity;
    for (const row of section.rows) yield { ...row, cells: () => [about, ...row.cells()] };
  }
}

function* sheetXml(
  { columns, entity }: Sheet,
  rows: Iterator<Row>,
  state: { more: boolean },
  onRow: () => void,
): Generator<string> {
  const all: readonly Column[] = [
    ...(entity ? [{ label: words.columns.subject, width: 18, kind: 'code' as const }] : []),
    ...columns,
    { label: words.columns.state, width: 14, kind: 'text' },
    { label: words.columns.note, width: 40, kind: 'text' },
  ];
  yield `${SHEET_BEGIN}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widths(all)}<sheetData>`;
  yield rowXml(
    1,
    all.map((column) => textCell(column.label, HEAD_STYLE)),
  );
  let text = '';
  let count = 1;
  state.more = false;
  for (let next = rows.next(); !next.done; next = rows.next()) {
    onRow();
    const { mark = null } = next.value;
    const state_ =
      mark === 'superseded'
        ? words.corrected
        : mark === 'correction'
          ? words.correction
          : mark === 'gap'
            ? words.gap
            : null;
    const below = (next.value.below?.() ?? []).map(cellText).join('\n');
    count += 1;
    const style = mark === 'superseded' ? STYLES.struck : STYLES.plain;
    text += rowXml(count, [
      ...next.value.cells().map((cell) => cellXml(cell, style)),
      textCell(state_ ?? '', TEXT_STYLE),
      textCell(below, TEXT_STYLE),
    ]);
    if (text.length >= CHUNK_CHARS) {
      yield text;
      text = '';
    }
    if (count === SHEET_ROWS) {
      state.more = true;
      break;
    }
  }
  const last = columnName(all.length - 1);
  yield `${text}</sheetData><autoFilter ref="A1:${last}${count}"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`;
}

const SHEET_BEGIN =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** What the document says of itself, as two columns. */
function coverXml({ head }: ReportDocument): string {
  const facts: readonly (readonly [string, Cell])[] = [
    [words.organisation, { kind: 'text', text: head.organisation }],
    ['', { kind: 'text', text: head.title }],
    ['', { kind: 'text', text: words.leads[head.report] }],
    ...(head.subject === null ? [] : [[words.columns.subject, { kind: 'code', text: head.subject }] as const]),
    ...factsOfHead(head).map(({ label, value }) => [label, value] as const),
    ['', { kind: 'text', text: words.notOfficial }],
  ];
  const rows = facts.map(([label, value], i) =>
    rowXml(i + 1, [textCell(label, HEAD_STYLE), cellXml(value, STYLES.plain)]),
  );
  const columns = widths([
    { label: '', width: 28, kind: 'text' },
    { label: '', width: 90, kind: 'text' },
  ]);
  return `${SHEET_BEGIN}${columns}<sheetData>${rows.join('')}</sheetData></worksheet>`;
}

/** Each cell says where it is: some readers ask for it. */
function rowXml(number: number, cells: readonly string[]): string {
  const placed = cells.map((cell, i) => `<c r="${columnName(i)}${number}"${cell.slice('<c'.length)}`);
  return `<row r="${number}">${placed.join('')}</row>`;
}

/** Widths in characters: what a moment or a tag needs, and room for words. */
function widths(columns: readonly Column[]): string {
  const wide = ({ width, kind }: Column): number => (kind === 'moment' ? 21 : Math.max(10, Math.round(width * 1.3)));
  return `<cols>${columns.map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${wide(column)}" customWidth="1"/>`).join('')}</cols>`;
}

/** A, B … Z, AA, AB … */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Names of sheets: at most 31 characters, none of the signs that are not allowed, no name twice. */
function sheetNamer(): (title: string) => string {
  const taken = new Set<string>();
  return (title) => {
    const plain = title
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 27)
      .trim();
    for (let n = 1; ; n++) {
      const name = n === 1 ? plain : `${plain} ${n}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
}
