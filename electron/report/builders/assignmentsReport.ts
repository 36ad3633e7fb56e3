import { z } from 'zod';
import type { AssignmentAnswer, AssignmentLogEntry } from '../../../shared/contract/assignmentAnswers.ts';
import type { Cell, Row, TableSection } from '../../../shared/report/document.ts';
import { accept } from '../../../shared/result.ts';
import { assignmentWords } from '../../../shared/uiWordsAssignments.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, lines, mark, moment, run, text } from '../cells.ts';
import { columns } from '../columns.ts';
import { actorText } from '../eventCells.ts';
import type { ReportSource } from '../source.ts';

/** What was dispatched to whom, and each step that was confirmed, with the hash of the text that was read. */
export const assignmentsReport: Builder = (source, { recipient }) => {
  const listed = source.all('assignment.list', {
    ...source.moment,
    ...(recipient === undefined ? {} : { recipient }),
    order: 'asc',
  });
  if (!listed.ok) return listed;
  const rows = function* (): Generator<Row> {
    for (const { assignmentId } of listed.value) {
      const found = source.get('assignment.get', { assignmentId, ...source.moment });
      if (found.ok) yield rowOf(source, found.value);
    }
  };
  const table: TableSection = {
    kind: 'table',
    row: 'assignment',
    title: words.assignments.title,
    note: null,
    empty: words.assignments.empty,
    columns: [
      ...columns({ title: 29, recipient: 15, state: 14 }),
      { label: words.assignments.steps, width: 42, kind: 'text' },
    ],
    fields: [
      'assignmentId',
      'title',
      'recipient',
      'status',
      'dispatchedBy',
      'dispatchedAt',
      'deliveredAt',
      'readAt',
      'acknowledgedAt',
      'completedAt',
      'cancelledAt',
      'dueAt',
      'textHash',
      'assets',
      'cases',
      'log',
    ],
    rows: rows(),
  };
  return accept({ subject: recipient ?? null, sections: [table] });
};

/** An assignment as it stood at the moment of the report, and as it was known then. */
function rowOf(source: ReportSource, assignment: AssignmentAnswer): Row {
  const { knownAt, offset } = source.head;
  const until = source.head.at < knownAt ? source.head.at : knownAt;
  const { log } = assignment;
  const at = (status: AssignmentLogEntry['status']) =>
    log.findLast((entry) => entry.status === status)?.createdAt ?? null;
  const overdue =
    assignment.dueAt !== null && assignment.dueAt <= until && !['completed', 'cancelled'].includes(assignment.status);
  const things = [...assignment.assets.map(({ tag }) => tag), ...assignment.cases.map((one) => one.case)];
  const { assignmentId, title, recipient, dispatchedBy, dispatchedAt, dueAt, textHash, text: full } = assignment;
  return {
    data: {
      assignmentId,
      title,
      recipient,
      status: assignment.status,
      dispatchedBy,
      dispatchedAt,
      deliveredAt: at('delivered'),
      readAt: at('read'),
      acknowledgedAt: at('acknowledged'),
      completedAt: at('completed'),
      cancelledAt: at('cancelled'),
      dueAt,
      text: full,
      textHash,
      assets: assignment.assets.map(({ tag }) => tag),
      cases: assignment.cases.map((one) => one.case),
      log,
    },
    mark: overdue ? 'bad' : null,
    cells: () => [
      lines(text(title), things.length === 0 ? null : text(words.assignments.concerns(things.join(', ')))),
      text(recipient),
      lines(
        text(assignmentWords.steps[assignment.status]),
        dueAt === null ? null : run(text(words.assignments.due), moment(dueAt, offset)),
        overdue ? mark(words.overdueMark) : null,
      ),
      lines(
        ...log.map((entry) => stepCell(entry, offset)),
        ...assignment.declines
          .filter((decline) => decline.at <= until)
          .map((decline) => run(moment(decline.at, offset), mark(words.assignments.declined(decline.reason), 'warn'))),
      ),
    ],
    below: () => [...(full === title ? [] : [text(full)]), run(text(words.assignments.textHash), code(textHash))],
  };
}

const device = z
  .object({ platform: z.string().catch(''), appVersion: z.string().catch('') })
  .catch({ platform: '', appVersion: '' });

function stepCell(entry: AssignmentLogEntry, offset: number): Cell {
  const { status, createdAt, note, deviceInfo, superseded } = entry;
  const { platform, appVersion } = device.parse(deviceInfo);
  const shown = run(
    moment(createdAt, offset),
    text(assignmentWords.steps[status]),
    entry.actor === null ? null : text(`(${actorText(entry)})`),
    status === 'read' && platform !== ''
      ? text(words.assignments.readOn(`${platform}, AssetTrack ${appVersion}`))
      : null,
    note === null || note === '' ? null : text(`“${note}”`),
  );
  return superseded ? { kind: 'struck', was: shown, now: mark(words.assignments.takenBack), label: null } : shown;
}
