import type { CustodyRow } from '../../../shared/contract/answers.ts';
import type { ReportFilters } from '../../../shared/contract/reports.ts';
import type { Row, TableSection } from '../../../shared/report/document.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, custody, lines, mark, moment, text } from '../cells.ts';
import { columns } from '../columns.ts';
import type { ReportSource } from '../source.ts';

/** Who or what has each asset at a moment, one row an asset, by tag. */
export const custodyReport: Builder = (source, filters) => {
  const rows = custodyRows(source, filters);
  if (!rows.ok) return rows;
  const { offset } = source.head;
  const table: TableSection = {
    kind: 'table',
    row: 'asset',
    title: words.custody.title,
    note: null,
    empty: words.custody.empty,
    columns: columns({ tag: 19, status: 13, where: 26, since: 21, due: 21 }),
    fields: ['tag', 'status', 'case', 'slot', 'holder', 'since', 'dueAt', 'corrected'],
    rows: mapRows(rows.value, (row) => ({
      data: { ...row },
      cells: () => [
        code(row.tag),
        lines(
          row.status === 'lost' ? mark(words.lost) : text(words.statusNames[row.status]),
          row.corrected ? mark(words.corrected.toLowerCase(), 'warn') : null,
        ),
        row.status === 'slot' || row.status === 'holder' ? custody(row) : null,
        moment(row.since, offset),
        moment(row.dueAt, offset),
      ],
    })),
  };
  return accept({ subject: null, sections: [table] });
};

/** Rows made one by one while they are written. */
export function* mapRows<T>(values: Iterable<T>, row: (value: T) => Row): Generator<Row> {
  for (const value of values) yield row(value);
}

/** Custody at the moment of the report, of all cases and holders or of those that are named, one after the other. */
export function custodyRows(
  source: ReportSource,
  { case: cases, holder: holders, status }: Pick<ReportFilters, 'case' | 'holder' | 'status'>,
): Result<Iterable<CustodyRow>> {
  const open: Iterable<CustodyRow>[] = [];
  for (const inCase of cases ?? [undefined]) {
    for (const holder of holders ?? [undefined]) {
      const rows = source.all('custody', {
        ...source.moment,
        ...(inCase === undefined ? {} : { case: inCase }),
        ...(holder === undefined ? {} : { holder }),
        ...(status === undefined ? {} : { status: status as CustodyRow['status'] }), // checked against the same list
      });
      if (!rows.ok) return rows;
      open.push(rows.value);
    }
  }
  return accept(
    (function* () {
      for (const rows of open) yield* rows;
    })(),
  );
}
