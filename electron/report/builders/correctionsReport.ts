import type { HistoryRow } from '../../../shared/contract/answers.ts';
import type { ReportFilters } from '../../../shared/contract/reports.ts';
import type { Row, TableSection } from '../../../shared/report/document.ts';
import { accept } from '../../../shared/result.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, lines, mark, moment, number, text } from '../cells.ts';
import { columns } from '../columns.ts';
import { actorText, changeCell, eventKind, proofCell } from '../eventCells.ts';
import type { ReportSource } from '../source.ts';

/** Every event that superseded another: what was first, what is now, who, when and why. */
export const correctionsReport: Builder = (source, filters) => {
  // That somebody corrected nothing is said only of somebody who is there.
  const { actor } = filters;
  const known = actor === undefined ? accept(null) : source.get('audit.list', { actor, limit: 1 });
  if (!known.ok) return known;
  const table: TableSection = {
    kind: 'table',
    row: 'correction',
    title: words.corrections.title,
    note: null,
    empty: words.corrections.empty,
    columns: columns({ seq: 6, recorded: 16, subject: 16, event: 16, changes: 28, who: 18 }),
    fields: [
      'seq',
      'eventId',
      'type',
      'entity',
      'occurredAt',
      'recordedAt',
      'actor',
      'actorRole',
      'correctionReason',
      'supersedesEventId',
      'changes',
      'hash',
    ],
    rows: rowsOf(source, filters),
  };
  return accept({ subject: null, sections: [table] });
};

function* rowsOf(source: ReportSource, { actor, from, to }: ReportFilters): Generator<Row> {
  const { custody, head } = source;
  for (const { seq, eventId, supersedesEventId, receivedAt, recordedAt, occurredAt } of custody.events({
    fromSeq: 1,
  })) {
    if (seq > head.chainHead.seq || receivedAt > head.knownAt) return;
    if (supersedesEventId === null || (source.moment.at !== undefined && occurredAt > head.at)) continue;
    if ((from !== undefined && recordedAt < from) || (to !== undefined && recordedAt > to)) continue;
    const found = source.get('event.get', { eventId });
    if (!found.ok) throw new Error(`event ${eventId} is in the log but not found: ${found.error.code}`);
    const event = found.value;
    if (actor !== undefined && event.actor?.trim().toLowerCase() !== actor.trim().toLowerCase()) continue;
    yield rowOf(event);
  }
}

function rowOf(event: HistoryRow): Row {
  const original = event.supersedes[0];
  const voids = event.type === 'EVENT_VOIDED';
  const entity = event.tag ?? entityOf(event);
  return {
    data: { ...event, entity },
    mark: 'correction',
    cells: () => [
      number(event.seq),
      moment(event.recordedAt, event.occurredOffset),
      code(entity),
      lines(
        text(eventKind(voids ? String(original?.type ?? '') : event.type)),
        original === undefined ? null : text(words.corrections.entry(String(original.seq))),
        original === undefined ? null : moment(original.occurredAt, original.occurredOffset),
      ),
      voids ? mark(words.voided) : lines(...event.changes.map((change) => changeCell(change, event.occurredOffset))),
      lines(text(actorText(event)), text(`“${event.correctionReason ?? ''}”`)),
    ],
    below: () => [proofCell(event)],
  };
}

function entityOf({ supersedes, data }: HistoryRow): string | null {
  const all = [data, ...supersedes.map((earlier) => earlier.data)];
  const named = all
    .flatMap(({ tag, code: inCode, name }) => [tag, inCode, name])
    .find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : null;
}
