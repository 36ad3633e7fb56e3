import { z } from 'zod';
import type { CustodyRow } from '../../../shared/contract/answers.ts';
import type { TableSection } from '../../../shared/report/document.ts';
import { accept } from '../../../shared/result.ts';
import { HOUR_MS } from '../../../shared/time.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, lines, mark, moment, text } from '../cells.ts';
import { columns } from '../columns.ts';
import type { ReportSource } from '../source.ts';
import { spoken } from '../spoken.ts';
import { custodyRows, mapRows } from './custodyReport.ts';
import { compare, homeOnly, OUT_FIELDS, outRow } from './outstandingReport.ts';

const settings = z.object({ dueSoonHours: z.number() });

/** What should have come back by the moment, and what is due within the hours that are set; the earliest first. */
export const overdueReport: Builder = (source, filters) => {
  const home = homeOnly(source, filters.case);
  if (!home.ok) return home;
  const out = custodyRows(source, { holder: filters.holder, status: 'holder' });
  if (!out.ok) return out;
  const set = source.get('settings.get', {});
  if (!set.ok) return set;
  const { dueSoonHours } = settings.parse(set.value);
  const { at } = source;
  const due = [...out.value]
    .filter((row): row is CustodyRow & { dueAt: string } => row.dueAt !== null)
    .filter((row) => Date.parse(row.dueAt) <= at + dueSoonHours * HOUR_MS)
    .filter(home.value)
    .sort((a, b) => compare(a.dueAt, b.dueAt) || compare(a.tag, b.tag));
  const late = due.filter((row) => Date.parse(row.dueAt) <= at);
  const soon = due.filter((row) => Date.parse(row.dueAt) > at);
  return accept({
    subject: filters.holder?.length === 1 ? (filters.holder[0] ?? null) : null,
    sections: [
      tableOf(source, 'overdue', late, words.overdue.overdue, words.overdue.none),
      tableOf(source, 'due_soon', soon, words.overdue.soon(dueSoonHours), words.overdue.noneSoon),
    ],
  });
};

function tableOf(
  source: ReportSource,
  row: 'overdue' | 'due_soon',
  rows: readonly (CustodyRow & { readonly dueAt: string })[],
  title: string,
  empty: string,
): TableSection {
  const { offset } = source.head;
  return {
    kind: 'table',
    row,
    title,
    note: null,
    empty,
    columns: columns({ due: 21, state: 15, holder: 18, tag: 14, model: 19, serial: 13 }),
    fields: OUT_FIELDS,
    rows: mapRows(rows, (one) => {
      const { data } = outRow(source, row, one);
      return {
        data,
        mark: row === 'overdue' ? 'bad' : null,
        cells: () => [
          moment(one.dueAt, offset),
          row === 'overdue'
            ? lines(mark(words.overdueMark), text(words.overdue.by(spoken(source.at - Date.parse(one.dueAt)))))
            : text(words.dueSoon),
          text(one.holder),
          code(one.tag),
          text(typeof data.model === 'string' ? data.model : null),
          code(typeof data.serial === 'string' ? data.serial : null),
        ],
      };
    }),
  };
}
