import type { QueryRequest } from '../../../shared/ipc/answers.ts';
import type { TableSection } from '../../../shared/report/document.ts';
import { accept } from '../../../shared/result.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { lines, mark, moment, number, text } from '../cells.ts';
import { columns } from '../columns.ts';
import { actorText, changesCell, eventKind } from '../eventCells.ts';
import { mapRows } from './custodyReport.ts';

/** Who changed what, field by field, oldest first, by entity, actor and time of arrival. */
export const auditReport: Builder = (source, { entityType, entityId, actor, from, to }) => {
  const { knownAt, at, offset } = source.head;
  const until = to !== undefined && to < knownAt ? to : knownAt;
  const listed = source.all('audit.list', {
    ...(entityType === undefined
      ? {}
      : { entityType: entityType as NonNullable<QueryRequest<'audit.list'>['entityType']> }), // checked against the same list
    ...(entityId === undefined ? {} : { entityId }),
    ...(actor === undefined ? {} : { actor }),
    ...(from === undefined ? {} : { from }),
    to: until,
    order: 'asc',
  });
  if (!listed.ok) return listed;
  const rows = function* () {
    for (const row of listed.value) if (source.moment.at === undefined || row.occurredAt <= at) yield row;
  };
  const table: TableSection = {
    kind: 'table',
    row: 'change',
    title: words.audit.title,
    note: null,
    empty: words.audit.empty,
    columns: columns({ seq: 6, recorded: 15, who: 14, what: 15, entity: 16, changes: 34 }),
    fields: [
      'seq',
      'eventId',
      'at',
      'occurredAt',
      'actorKind',
      'actorId',
      'actor',
      'actorRole',
      'action',
      'entityType',
      'entityId',
      'entity',
      'type',
      'changes',
      'note',
      'supersedesEventId',
      'correctionReason',
    ],
    rows: mapRows(rows(), (row) => ({
      data: { ...row },
      mark: row.supersedesEventId === null ? null : 'correction',
      cells: () => [
        number(row.seq),
        moment(row.at, offset),
        text(actorText(row)),
        lines(
          text(eventKind(row.type)),
          text(words.audit.actions[row.action]),
          row.supersedesEventId === null ? null : mark(words.correction, 'warn'),
        ),
        lines(text(row.entity ?? ''), text(row.entityType)),
        lines(
          changesCell(row.changes, offset),
          row.correctionReason === null ? null : text(`“${row.correctionReason}”`),
          row.note === null ? null : text(`${words.columns.note}: ${row.note}`),
        ),
      ],
    })),
  };
  return accept({ subject: entityId ?? null, sections: [table] });
};
