import type { EventJson } from '../../../shared/event.ts';
import type { Row, TableSection } from '../../../shared/report/document.ts';
import { accept } from '../../../shared/result.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, lines, mark, moment, number, text } from '../cells.ts';
import { columns } from '../columns.ts';
import { eventKind } from '../eventCells.ts';
import type { ReportSource } from '../source.ts';

/** In the order of the log's own columns; the compiler holds it complete. */
const columnOf = {
  seq: 'seq',
  receivedAt: 'receivedAt',
  eventId: 'eventId',
  deviceId: 'deviceId',
  deviceSeq: 'deviceSeq',
  streamType: 'streamType',
  streamId: 'streamId',
  type: 'type',
  occurredAt: 'occurredAt',
  occurredOffset: 'occurredOffset',
  recordedAt: 'recordedAt',
  hlc: 'hlc',
  clockSuspect: 'clockSuspect',
  actorKind: 'actorKind',
  actorId: 'actorId',
  actorRole: 'actorRole',
  data: 'data',
  changes: 'changes',
  note: 'note',
  deviceInfo: 'deviceInfo',
  commandId: 'commandId',
  commandHash: 'commandHash',
  correlationId: 'correlationId',
  supersedesEventId: 'supersedesEventId',
  correctionReason: 'correctionReason',
  prevHash: 'prevHash',
  hash: 'hash',
} as const satisfies { readonly [K in keyof EventJson]: K };

/** Every event of the log, every column, oldest first: enough to recompute the chain elsewhere. */
export const ledgerReport: Builder = (source) => {
  const table: TableSection = {
    kind: 'table',
    row: 'event',
    title: words.ledger.title,
    note: null,
    empty: words.ledger.empty,
    columns: columns({ seq: 6, happened: 13, recorded: 13, what: 13, stream: 16, who: 11, hash: 28 }),
    fields: Object.keys(columnOf),
    rows: rowsOf(source),
    lines: (fields, quoted) =>
      source.custody.inBulk.eventLines({
        fields,
        toSeq: source.head.chainHead.seq,
        knownAt: source.knownAt,
        at: source.moment.at === undefined ? Number.MAX_SAFE_INTEGER : source.at,
        quoted,
      }),
  };
  return accept({ subject: null, sections: [table] });
};

function* rowsOf(source: ReportSource): Generator<Row> {
  const { custody, head } = source;
  const name = nameOfOperator(source);
  // An entity's first entry names it; those that follow refer to it by its id alone.
  const names = new Map<string, string>();
  for (const event of custody.events({ fromSeq: 1 })) {
    // RFC 3339 in UTC with milliseconds sorts as text, and received_at never goes back.
    if (event.seq > head.chainHead.seq || event.receivedAt > head.knownAt) return;
    if (source.moment.at !== undefined && event.occurredAt > head.at) continue;
    const own = ownName(event);
    if (own !== null) names.set(event.streamId, own);
    const about = names.get(event.streamId) ?? event.streamType;
    yield {
      data: { ...event },
      mark: event.supersedesEventId === null ? null : 'correction',
      cells: () => [
        number(event.seq),
        moment(event.occurredAt, event.occurredOffset),
        moment(event.recordedAt, event.occurredOffset),
        lines(
          text(eventKind(event.type)),
          event.supersedesEventId === null ? null : mark(words.correction, 'warn'),
          event.clockSuspect ? mark(words.clock, 'warn') : null,
        ),
        lines(text(about), event.correctionReason === null ? null : text(`“${event.correctionReason}”`)),
        text(event.actorId === null ? words.system : name(event.actorId)),
        code(event.hash),
      ],
    };
  }
}

/** What the event itself calls what it is about: a tag, a code, a number, a title, a name; null: nothing. */
function ownName({ data }: EventJson): string | null {
  const named = [data.tag, data.code, data.receipt, data.title, data.name].find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : null;
}

/** The few operators are asked for once. */
function nameOfOperator(source: ReportSource): (id: string) => string {
  const operators = source.all('operator.list', {});
  const names = new Map(operators.ok ? [...operators.value].map(({ operatorId, name }) => [operatorId, name]) : []);
  return (id) => names.get(id) ?? words.unknown;
}
