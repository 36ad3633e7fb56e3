import { z } from 'zod';
import type { ReportFilters } from '../../../shared/contract/reports.ts';
import type { ExceptionRow } from '../../../shared/contract/trailAnswers.ts';
import type { Cell, TableSection } from '../../../shared/report/document.ts';
import { accept } from '../../../shared/result.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, lines, mark, moment, run, text } from '../cells.ts';
import { momentText } from '../cellText.ts';
import { columns } from '../columns.ts';
import { eventKind } from '../eventCells.ts';
import { mapRows } from './custodyReport.ts';

/** Everything that cannot be proven, as it was known, the newest first. */
export const exceptionsReport: Builder = (source, { kind }: ReportFilters) => {
  const { offset } = source.head;
  const listed = source.all('exceptions.list', {
    ...source.moment,
    ...(kind === undefined ? {} : { kind: kind as ExceptionRow['kind'] }), // checked against the same list
  });
  if (!listed.ok) return listed;
  const table: TableSection = {
    kind: 'table',
    row: 'exception',
    title: words.exceptions.title,
    note: null,
    empty: words.exceptions.empty,
    columns: columns({ happened: 21, kind: 27, subject: 17, detail: 35 }),
    fields: ['kind', 'eventId', 'at', 'tag', 'case', 'receipt', 'holder', 'details'],
    rows: mapRows(listed.value, (row) => ({
      data: { ...row },
      cells: () => [
        moment(row.at, offset),
        mark(words.exceptionNames[row.kind], 'warn'),
        code(row.tag ?? row.case ?? row.receipt ?? row.holder),
        detailOf(row, offset),
      ],
      below: () => [run(text(words.asset.eventId), code(row.eventId))],
    })),
  };
  return accept({ subject: null, sections: [table] });
};

const Details = z.object({
  type: z.string().catch(''),
  recordedAt: z.string().nullish().catch(null),
  status: z.string().nullish().catch(null),
  to: z.string().nullish().catch(null),
  missing: z.array(z.string()).catch([]),
  seal: z.string().nullish().catch(null),
  found: z.string().nullish().catch(null),
  note: z.string().nullish().catch(null),
  flaggedBy: z.string().nullish().catch(null),
});

function detailOf({ kind, details }: ExceptionRow, offset: number): Cell {
  const told = Details.parse(details);
  switch (kind) {
    case 'gap':
      return lines(
        text(eventKind(told.type)),
        told.to ? text(words.exceptions.until(momentText(told.to, offset))) : mark(words.exceptions.open),
      );
    case 'missing_acceptance':
      return text(
        words.exceptions.missing(told.missing.map((party) => words.exceptions.parties[party] ?? party).join(', ')),
      );
    case 'seal_mismatch':
      return text(words.exceptions.seal(told.seal ?? '', told.found ?? ''));
    case 'flag':
      return text(words.flagged(told.flaggedBy ?? words.unknown, told.note ?? ''));
    default:
      return lines(text(eventKind(told.type)), run(text(words.columns.recorded), moment(told.recordedAt, offset)));
  }
}
