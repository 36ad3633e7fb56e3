import type { RefusalCode } from '../../shared/refusal.ts';
import type { ImportKind } from './importMap.ts';
import type { RowAction, RowFinding } from './plan.ts';
import type { Table } from './tableOf.ts';

/** What became, or would become, of one row. */
export interface RowResult {
  readonly line: number;
  /** the tag or the holder's name; null when the row has none */
  readonly name: string | null;
  readonly action: RowAction;
  /** where the asset is recorded; null: without a place, or not recorded */
  readonly slot: { readonly case: string; readonly slot: number } | null;
  readonly problem: RowFinding | null;
  readonly warnings: readonly RowFinding[];
}

/** Something to look at, with its row: every problem, then every warning, by line. */
export interface Finding extends RowFinding {
  readonly line: number;
  readonly name: string | null;
  readonly action: RowAction;
}

export interface CaseResult {
  readonly code: string;
  readonly slots: number;
  /** where its size comes from: the map, or the line that names its highest slot */
  readonly sizedBy: 'map' | { readonly line: number };
}

export interface ImportSummary {
  /** false: refused as a whole, nothing is (or would be) recorded, and `error` says why */
  readonly ok: boolean;
  readonly error: {
    readonly code: RefusalCode;
    readonly message: string;
    readonly details: Readonly<Record<string, unknown>>;
  } | null;
  /** was anything recorded? Never in a dry run */
  readonly committed: boolean;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly kind: ImportKind;
  readonly file: {
    readonly name: string;
    readonly sha256: string;
    readonly encoding: Table['encoding'];
    readonly separator: Table['separator'];
    readonly columns: readonly string[];
  };
  /** columns that no field reads: attributes of assets, left out of holders */
  readonly unmapped: readonly string[];
  readonly counts: {
    readonly rows: number;
    readonly added: number;
    readonly same: number;
    readonly skipped: number;
    readonly errors: number;
    readonly warnings: number;
    readonly casesAdded: number;
  };
  readonly cases: readonly CaseResult[];
  /** about the file and the map as a whole, in sentences */
  readonly remarks: readonly string[];
  readonly findings: readonly Finding[];
  readonly rows: readonly RowResult[];
}

/** The summary as the command line writes it: a line for each row, in the order of the file, and the rest at the end. */
export function* importLines({ rows, ...summary }: ImportSummary): Generator<object> {
  yield* rows;
  yield summary;
}

/** Rows that are not recorded although they say something of their own; what `strict` refuses. */
export const isRefused = ({ action }: { readonly action: RowAction }): boolean =>
  action === 'error' || action === 'skip';

export function countRows(rows: readonly RowResult[], cases: readonly CaseResult[]): ImportSummary['counts'] {
  const of = (action: RowAction) => rows.filter((row) => row.action === action).length;
  return {
    rows: rows.length,
    added: of('add'),
    same: of('same'),
    skipped: of('skip'),
    errors: of('error'),
    warnings: rows.reduce((sum, { warnings }) => sum + warnings.length, 0),
    casesAdded: cases.length,
  };
}

export function findingsOf(rows: readonly RowResult[]): readonly Finding[] {
  const at = ({ line, name, action }: RowResult, finding: RowFinding): Finding => ({ line, name, action, ...finding });
  return [
    ...rows.flatMap((row) => (row.problem ? [at(row, row.problem)] : [])),
    ...rows.flatMap((row) => row.warnings.map((warning) => at(row, warning))),
  ];
}
