import { createHash } from 'node:crypto';
import type { Refusal } from '../../shared/refusal.ts';
import type { Session } from '../../shared/session.ts';
import { sentence } from '../../shared/words.ts';
import type { CommandResult, Custody } from '../custody.ts';
import { type ImportKind, readMap } from './importMap.ts';
import { type Judged, judgeBatch, usablePart } from './judgeBatch.ts';
import type { Plan } from './plan.ts';
import { planImport } from './planImport.ts';
import { readList } from './readList.ts';
import { lookInto } from './storeLook.ts';
import { countRows, findingsOf, type ImportSummary, isRefused, type RowResult } from './summary.ts';
import type { ReadingWish, Table } from './tableOf.ts';

export interface ImportRequest {
  readonly kind: ImportKind;
  /** our field → their column; see docs/reference/import.md */
  readonly map: unknown;
  readonly bytes: Uint8Array;
  /** how the file is to be read; what is absent is guessed */
  readonly reading?: ReadingWish;
  /** for the record and for people; not opened */
  readonly fileName: string;
  /** false: a dry run, which writes nothing */
  readonly commit: boolean;
  /** record nothing if any row is refused */
  readonly strict: boolean;
}

export type ImportPhase = 'reading' | 'checking' | 'recording';

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
  onPhase: (phase: ImportPhase) => void = () => {},
): Promise<ImportSummary> {
  onPhase('reading');
  const sha256 = createHash('sha256').update(request.bytes).digest('hex');
  const table = await readList(request.bytes, request.reading);
  if (!table.ok) return refusedWhole(request, sha256, null, asError(named(table.error, request.fileName)));
  return importTable(custody, session, { ...request, sha256, table: table.value }, onPhase);
}

/** From a table on, whatever kind of file it was read from. @param request  `sha256` of the file, in hex */
async function importTable(
  custody: Custody,
  session: Session,
  request: Omit<ImportRequest, 'bytes'> & { readonly sha256: string; readonly table: Table },
  onPhase: (phase: ImportPhase) => void = () => {},
): Promise<ImportSummary> {
  const { kind, map, table, sha256, fileName, commit, strict } = request;
  const reading = readMap(kind, map, table);
  if (!reading.ok) return refusedWhole(request, sha256, table, asError(reading.error));

  onPhase('checking');
  const plan = planImport(kind, table, reading.value, lookInto(custody, session));
  const data = { file: fileName, sha256, kind };
  const tried = judgeBatch(plan, await runBatch(custody, session, plan, { data, dryRun: true, strict: false }));
  if (tried.whole) return refusedWhole(request, sha256, table, tried.whole);

  const summarise = ({ rows, cases }: Judged & { readonly whole: null }, recorded: boolean): ImportSummary => {
    const error = strict ? refusedRows(rows) : null;
    return {
      ok: error === null,
      error,
      committed: recorded && error === null,
      ...outline(request, sha256, table),
      unmapped: reading.value.rest.map((at) => table.columns[at] ?? ''),
      counts: countRows(rows, cases),
      cases,
      remarks: [...headRemarks(table), ...plan.remarks],
      findings: findingsOf(rows),
      rows,
    };
  };
  const dry = summarise(tried, false);
  if (!commit || !dry.ok || dry.counts.added === 0) return dry;

  onPhase('recording');
  const usable = usablePart(plan, tried);
  const batch = { data: { ...data, ...dry.counts }, dryRun: false, strict };
  const recorded = judgeBatch(usable, await runBatch(custody, session, usable, batch));
  return recorded.whole ? refusedWhole(request, sha256, table, recorded.whole) : summarise(recorded, true);
}

/** Cases first: the assets are put into them. */
function runBatch(
  custody: Custody,
  session: Session,
  plan: Plan,
  batch: { readonly data: Readonly<Record<string, unknown>>; readonly dryRun: boolean; readonly strict: boolean },
): Promise<readonly CommandResult[]> {
  const commands = [...plan.cases, ...plan.rows].flatMap(({ command }) => command ?? []);
  return custody.executeBatch(commands, session, { kind: 'IMPORT_COMMITTED', ...batch });
}

type Whole = NonNullable<ImportSummary['error']>;
type Asked = Pick<ImportRequest, 'kind' | 'fileName' | 'commit' | 'strict'>;

/** What a summary says before a row has been looked at. */
function outline({ kind, fileName, commit, strict }: Asked, sha256: string, table: Table | null) {
  const { encoding = null, separator = null, columns = [] } = table ?? {};
  return { kind, dryRun: !commit, strict, file: { name: fileName, sha256, encoding, separator, columns } };
}

function refusedWhole(asked: Asked, sha256: string, table: Table | null, error: Whole): ImportSummary {
  return {
    ok: false,
    error,
    committed: false,
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
