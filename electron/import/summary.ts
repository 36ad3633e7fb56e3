import type {
  CaseResult,
  Finding,
  ImportSummary,
  RowAction,
  RowFinding,
  RowResult,
} from '../../shared/import/importAnswer.ts';

/** The summary as the command line writes it: a line for each row, in the order of the file, and the rest at the end. */
export function* importLines({ rows, ...summary }: ImportSummary): Generator<object> {
  yield* rows;
  yield summary;
}

/** Rows that are not recorded although they say something of their own, and nobody chose so; what `strict` refuses. */
export const isRefused = ({ action }: { readonly action: RowAction }): boolean =>
  action === 'error' || action === 'skip';

export function countRows(rows: readonly RowResult[], cases: readonly CaseResult[]): ImportSummary['counts'] {
  const of = (action: RowAction) => rows.filter((row) => row.action === action).length;
  return {
    rows: rows.length,
    added: of('add'),
    changed: of('change'),
    kept: of('keep'),
    same: of('same'),
    skipped: of('skip'),
    leftOut: of('left'),
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
