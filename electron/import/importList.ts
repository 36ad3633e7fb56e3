import { createHash } from 'node:crypto';
import type { ImportSummary, RowResult } from '../../shared/import/importAnswer.ts';
import { type ImportKind, noWishes, type ReadingWish, type RowWishes } from '../../shared/import/importForm.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Session } from '../../shared/session.ts';
import { sentence } from '../../shared/words.ts';
import type { CommandResult, Custody } from '../custody.ts';
import { fixCells } from './fixCells.ts';
import { readMap } from './importMap.ts';
import { isRecorded, type Judged, judgeBatch, usablePart } from './judgeBatch.ts';
import type { Plan } from './plan.ts';
import { planImport } from './planImport.ts';
import { readList } from './readList.ts';
import { lookInto } from './storeLook.ts';
import { countRows, findingsOf, isRefused } from './summary.ts';
import type { Table } from './tableOf.ts';

export interface ImportRequest {
  readonly kind: ImportKind;
  /** our field → their column; see docs/reference/import.md */
  readonly map: unknown;
  readonly bytes: Uint8Array;
  /** how the file is to be read; what is absent is guessed */
  readonly reading?: ReadingWish;
  /** what was decided about single rows; absent: nothing */
  readonly wishes?: RowWishes;
  /** for the record and for people; not opened */
  readonly fileName: string;
  /** false: a dry run, which writes nothing */
  readonly commit: boolean;
  /** record nothing if any row is refused */
  readonly strict: boolean;
  /** the digest of the rows that somebody looked at: nothing is recorded if they come out otherwise now */
  readonly seen?: string;
}

export type ImportPhase = 'reading' | 'checking' | 'recording';

/** Told of each step, and within it how many of the commands have been played. */
export type ImportWatch = (phase: ImportPhase, done: number, total: number) => void;

/**
 * Imports a list, or says row by row what would happen. All that is recorded is one batch in one transaction; the
 * rules are the engine's own, asked by a dry run before.
 *
 * @returns never rejects for what a list, a map, an operator or a store may be; `ok` is false when the whole is refused
 */
export async function importList(
  custody: Custody,
  session: Session,
  request: ImportRequest,
  watch: ImportWatch = () => {},
): Promise<ImportSummary> {
  watch('reading', 0, 0);
  const sha256 = createHash('sha256').update(request.bytes).digest('hex');
  const table = await readList(request.bytes, request.reading);
  if (!table.ok) return refusedWhole(request, sha256, null, asError(named(table.error, request.fileName)));
  return importTable(custody, session, { ...request, sha256, table: table.value }, watch);
}

/** What a row came to, in few bytes: whether two dry runs of a list say the same. */
export function digestOf(rows: readonly RowResult[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

/** From a table on, whatever kind of file it was read from. @param request  `sha256` of the file, in hex */
async function importTable(
  custody: Custody,
  session: Session,
  request: Omit<ImportRequest, 'bytes'> & { readonly sha256: string; readonly table: Table },
  watch: ImportWatch,
): Promise<ImportSummary> {
  const { kind, map, sha256, fileName, commit, strict, wishes = noWishes } = request;
  const mended = fixCells(request.table, wishes.fixes);
  if (!mended.ok) return refusedWhole(request, sha256, request.table, asError(mended.error));
  const { table, fixed } = mended.value;
  const reading = readMap(kind, map, table);
  if (!reading.ok) return refusedWhole(request, sha256, table, asError(reading.error));

  watch('checking', 0, 0);
  const plan = planImport(kind, table, reading.value, lookInto(custody, session), wishes);
  const data = { file: fileName, sha256, kind, ...(fixed.length > 0 ? { fixes: fixed } : {}), ...said(wishes.note) };
  const run = (part: Plan, phase: ImportPhase, batch: Omit<BatchOf, 'kind'>) =>
    runBatch(custody, session, part, { ...batch, onPlayed: (done, total) => watch(phase, done, total) });

  const summarise = ({ rows, cases }: Judged & { readonly whole: null }, batch: string | null): ImportSummary => {
    const error = strict ? refusedRows(rows) : null;
    return {
      ok: error === null,
      error,
      committed: batch !== null && error === null,
      batch: error === null ? batch : null,
      ...outline(request, sha256, table),
      unmapped: reading.value.rest.map((at) => table.columns[at] ?? ''),
      counts: countRows(rows, cases),
      cases,
      remarks: [...headRemarks(table), ...plan.remarks],
      findings: findingsOf(rows),
      rows,
    };
  };
  const differs = ({ rows }: ImportSummary) => request.seen !== undefined && digestOf(rows) !== request.seen;
  const mayRecord = (dry: ImportSummary) => commit && dry.ok && dry.rows.some(isRecorded) && !differs(dry);

  let isKept = false;
  /** What was tried is kept as it stands, unless it holds a case that only refused rows had asked for. */
  const settle = (results: readonly CommandResult[]) => {
    const judged = judgeBatch(plan, results);
    if (judged.whole || judged.cases.length < acceptedCases(plan, results)) return null;
    const dry = summarise(judged, null);
    isKept = mayRecord(dry);
    return isKept ? { ...data, ...dry.counts } : null;
  };
  const results = await run(plan, 'checking', { data, strict: false, ...(commit ? { settle } : { dryRun: true }) });
  const tried = judgeBatch(plan, results);
  if (tried.whole) return refusedWhole(request, sha256, table, tried.whole);
  if (isKept) return summarise(tried, batchOf(results));
  const dry = summarise(tried, null);
  if (commit && differs(dry)) {
    return refusedWhole(request, sha256, table, asError({ code: 'VERSION_CONFLICT', details: { tag: 'The store' } }));
  }
  if (!mayRecord(dry)) return dry;

  watch('recording', 0, 0);
  const usable = usablePart(plan, tried);
  const again = await run(usable, 'recording', { data: { ...data, ...dry.counts }, dryRun: false, strict });
  const recorded = judgeBatch(usable, again);
  if (recorded.whole) return refusedWhole(request, sha256, table, recorded.whole);
  return summarise(recorded, batchOf(again));
}

const acceptedCases = ({ cases }: Plan, results: readonly CommandResult[]): number =>
  results.slice(0, cases.length).filter(({ ok }) => ok).length;

const batchOf = (results: readonly CommandResult[]): string | null =>
  results.flatMap((one) => (one.ok ? one.events : []))[0]?.correlationId ?? null;

const said = (note: string) => (note.trim() === '' ? {} : { note: note.trim() });

type BatchOf = Parameters<Custody['executeBatch']>[2];

/** Cases first: the assets are put into them. */
function runBatch(
  custody: Custody,
  session: Session,
  plan: Plan,
  batch: Omit<BatchOf, 'kind'>,
): Promise<readonly CommandResult[]> {
  const commands = [...plan.cases, ...plan.rows].flatMap(({ command }) => command ?? []);
  return custody.executeBatch(commands, session, { kind: 'IMPORT_COMMITTED', ...batch });
}

type Whole = NonNullable<ImportSummary['error']>;
type Asked = Pick<ImportRequest, 'kind' | 'fileName' | 'commit' | 'strict'>;

/** What a summary says before a row has been looked at. */
function outline({ kind, fileName, commit, strict }: Asked, sha256: string, table: Table | null) {
  const { encoding = null, separator = null, sheet = null, columns = [] } = table ?? {};
  return { kind, dryRun: !commit, strict, file: { name: fileName, sha256, encoding, separator, sheet, columns } };
}

function refusedWhole(asked: Asked, sha256: string, table: Table | null, error: Whole): ImportSummary {
  return {
    ok: false,
    error,
    committed: false,
    batch: null,
    ...outline(asked, sha256, table),
    unmapped: [],
    counts: countRows([], []),
    cases: [],
    remarks: [],
    findings: [],
    rows: [],
  };
}

/** Strict: the whole is refused for the first row that cannot be recorded. */
function refusedRows(rows: readonly RowResult[]): ImportSummary['error'] {
  const refused = rows.filter(isRefused);
  const [first] = refused;
  if (!first?.problem) return null;
  const { code, message, details } = first.problem;
  return {
    code,
    message: `${refused.length} of ${rows.length} rows are refused, so nothing is recorded. The first is line ${first.line}: ${message}`,
    details: { ...details, line: first.line, refused: refused.length },
  };
}

function headRemarks({ headRemarks: remarks }: Table): readonly string[] {
  return remarks.map(({ line, column, why }) =>
    why === 'has no name'
      ? `A column without a name in line ${line} is read as "${column}".`
      : `A column name stands in line ${line} twice; the second is read as "${column}".`,
  );
}

const asError = (refusal: Refusal): Whole => ({
  code: refusal.code,
  message: sentence(refusal),
  details: refusal.details,
});

/** The sentence of a file that cannot be read names it. */
const named = ({ code, details }: Refusal, path: string): Refusal => ({ code, details: { path, ...details } });
