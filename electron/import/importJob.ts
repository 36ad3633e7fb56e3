import { createHash } from 'node:crypto';
import type { ImportRow, ImportSummary, RowResult } from '../../shared/import/importAnswer.ts';
import {
  type CheckedRow,
  type ImportTask,
  type ListChecked,
  type ListLook,
  ROWS_A_PAGE,
  type RowLetter,
  rowLetters,
} from '../../shared/import/importTask.ts';
import { accept, type Result } from '../../shared/result.ts';
import type { Session } from '../../shared/session.ts';
import type { Custody } from '../custody.ts';
import { fixCells } from './fixCells.ts';
import { digestOf, importList } from './importList.ts';
import { readList } from './readList.ts';
import type { Table } from './tableOf.ts';

/** Rows that are shown of a file before it is mapped. */
const SAMPLE = 60;
/** Rows among which somebody chooses the head. */
const TOP = 12;

/** The file that a window handed over. */
export interface HandedOver {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** What a job over a list comes to: what the window is told, and the pages of rows that it may ask for, as JSON. */
export interface ImportOutcome {
  readonly told: ListLook | ListChecked;
  readonly pages: readonly string[];
}

/** @param onProgress  rows played of all, over the whole of the work */
export async function importJob(
  custody: Custody,
  session: Session,
  { bytes, fileName }: HandedOver,
  task: ImportTask,
  onProgress: (done: number, total: number) => void,
): Promise<Result<ImportOutcome>> {
  const table = await readList(bytes, task.reading);
  if (!table.ok) return { ok: false, error: { ...table.error, details: { path: fileName, ...table.error.details } } };
  if (task.task === 'look') return accept({ told: await look(custody, bytes, table.value, task), pages: [] });

  const { kind, map, reading, wishes } = task;
  const commit = task.task === 'commit';
  const summary = await importList(
    custody,
    session,
    { kind, map, reading, wishes, bytes, fileName, commit, strict: false, ...(commit ? { seen: task.seen } : {}) },
    (phase, done, total) => {
      // Recorded by itself is only what could not be kept as it was checked, which is rare: the bar stays full meanwhile.
      if (phase === 'checking') onProgress(done, total);
    },
  );
  if (summary.error) return { ok: false, error: { code: summary.error.code, details: summary.error.details } };
  const mended = fixCells(table.value, wishes.fixes);
  const cells = mended.ok ? mended.value.table.rows.map((row) => row.cells) : [];
  return accept({ told: checked(task.task, summary), pages: pagesOf(summary.rows, cells) });
}

async function look(
  custody: Custody,
  bytes: Uint8Array,
  table: Table,
  { reading }: ImportTask & { readonly task: 'look' },
): Promise<ListLook> {
  const { encoding, separator, sheet, sheets, headLine, columns, rows } = table;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const whole = await readList(bytes, { ...reading, headLine: 0 });
  const imports = custody.query('import.list', { limit: 1000 }, null);
  // The query's own rows, made in this process.
  const known = imports.ok ? (imports.value as { readonly rows: readonly ImportRow[] }).rows : [];
  return {
    what: 'look',
    sha256,
    encoding,
    separator,
    sheet,
    sheets,
    headLine,
    columns,
    rows: rows.length,
    sample: rows.slice(0, SAMPLE).map(({ line, cells }) => ({ line, cells })),
    top: whole.ok ? whole.value.rows.slice(0, TOP).map(({ line, cells }) => ({ line, cells })) : [],
    before: known.filter((row) => row.sha256 === sha256 && row.undone === null),
  };
}

function checked(what: 'check' | 'commit', { rows, findings: _, ...summary }: ImportSummary): ListChecked {
  return { what, summary, digest: digestOf(rows), letters: rows.map(letterOf).join('') };
}

const letters = new Map(Object.entries(rowLetters).map(([letter, action]) => [action, letter as RowLetter])); // its own keys

function letterOf({ action, changes, warnings }: RowResult): string {
  const differs = action === 'error' && changes.length > 0;
  const letter = (differs ? 'd' : letters.get(action)) ?? 'e';
  return warnings.length > 0 ? letter.toUpperCase() : letter;
}

function pagesOf(rows: readonly RowResult[], cells: readonly (readonly string[])[]): readonly string[] {
  const all = rows.map((row, i): CheckedRow => ({ ...row, cells: cells[i] ?? [] }));
  return Array.from({ length: Math.ceil(all.length / ROWS_A_PAGE) }, (_, page) =>
    JSON.stringify(all.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE)),
  );
}
