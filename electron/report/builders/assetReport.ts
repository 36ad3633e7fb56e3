import type { AssetAnswer, HistoryRow } from '../../../shared/contract/answers.ts';
import type { DocumentHead, Row, Section, TableSection } from '../../../shared/report/document.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { assetWords } from '../../../shared/uiWordsAsset.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, custody, lines, mark, moment, number, run, text } from '../cells.ts';
import { columns } from '../columns.ts';
import { actorText, chainCells, detailCells, kindCell, knownEvent, moveCell, proofCell } from '../eventCells.ts';
import type { ReportSource } from '../source.ts';
import { spoken } from '../spoken.ts';
import { type KnownStay, staysAsKnown } from '../stays.ts';

/**
 * What happened to an asset: what it is, its stays, and every event about it, corrected ones and corrections alike; or,
 * where only what holds is asked for, those that hold. Of one asset, a selection, or all.
 */
export const assetReport: Builder = (source, { tag: tags, all }) => {
  if (all === true) {
    const listed = source.all('custody', { ...source.moment });
    if (!listed.ok) return listed;
    const sections = function* () {
      let count = 0;
      for (const { tag } of listed.value) {
        count++;
        yield* sectionsOf(source, tag, historyOf(source, tag), true);
      }
      if (count === 0) yield { kind: 'note', tone: 'quiet', text: words.asset.none } satisfies Section;
    };
    return accept({ subject: null, sections: sections() });
  }
  const named = tags ?? [];
  // Whatever is not there is refused now, not in the middle of the file.
  for (const tag of named) {
    const found = source.get('asset.history', { tag, limit: 1 });
    if (!found.ok) return found;
  }
  const sections = function* () {
    for (const tag of named) yield* sectionsOf(source, tag, historyOf(source, tag), named.length > 1);
  };
  return accept({ subject: named.length === 1 ? (tagOf(source, named[0] ?? '') ?? null) : null, sections: sections() });
};

/** As the asset is called, whatever was typed. */
function tagOf(source: ReportSource, asked: string): string {
  const found = source.get('asset.get', { tag: asked });
  return found.ok ? found.value.tag : asked;
}

function historyOf(source: ReportSource, tag: string): () => Iterable<HistoryRow> {
  return () => must(source.all('asset.history', { tag }));
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the asset was there a moment ago: ${result.error.code}`);
  return result.value;
}

function* sectionsOf(
  source: ReportSource,
  asked: string,
  history: () => Iterable<HistoryRow>,
  several: boolean,
): Generator<Section> {
  const { head, at, knownAt } = source;
  const found = source.get('asset.get', { tag: asked, ...source.moment });
  const asset = found.ok ? found.value : null;
  const tag = asset?.tag ?? tagOf(source, asked);
  const rows = [...history()];
  const known = rows
    .flatMap((row) => knownEvent(row, knownAt) ?? [])
    .filter(({ event }) => Date.parse(event.occurredAt) <= at);
  const assetId = asset?.assetId ?? known.find(({ event }) => event.streamType === 'asset')?.event.streamId ?? asked;
  const stays = source.past || asset === null ? staysAsKnown(assetId, tag, rows, at, knownAt) : staysNow(source, tag);

  if (several) yield { kind: 'heading', title: tag, note: asset?.model ?? null };
  if (asset) yield factsOf(asset, stays, known.filter(({ later }) => later.length > 0).length, head);
  yield staysTable(source, stays, tag);

  const recorded = head.entries === 'recorded';
  const shown = recorded
    ? known
    : known
        .filter(({ holds, event }) => holds && event.streamId === assetId)
        .sort((a, b) =>
          a.event.occurredAt < b.event.occurredAt
            ? -1
            : a.event.occurredAt > b.event.occurredAt
              ? 1
              : a.event.seq - b.event.seq,
        );
  yield {
    kind: 'table',
    row: 'event',
    title: words.asset.events,
    note: recorded ? words.asset.recordedNote : words.asset.effectiveNote,
    empty: words.asset.noEvents,
    columns: columns({ seq: 6, happened: 13, what: 13, fromTo: 19, detail: 23, who: 12, recorded: 13 }),
    fields: EVENT_FIELDS,
    rows: shown.map((one): Row => {
      const { event, later } = one;
      return {
        data: { row: 'event', ...event, tag: event.tag ?? tag, supersededBy: later[0]?.eventId ?? null },
        mark: later.length > 0 ? 'superseded' : event.supersedesEventId === null ? null : 'correction',
        cells: () => [
          number(event.seq),
          moment(event.occurredAt, event.occurredOffset),
          kindCell(one),
          moveCell(event, event.occurredOffset),
          detailCells(event),
          text(actorText(event)),
          moment(event.recordedAt, event.occurredOffset),
        ],
        below: () => [...chainCells(one), proofCell(event)],
      };
    }),
  };
}

function factsOf(
  asset: AssetAnswer,
  stays: readonly KnownStay[],
  corrected: number,
  { at, offset }: DocumentHead,
): Section {
  const gaps = stays.filter(({ gap }) => gap).length;
  const overdue = asset.dueAt !== null && asset.dueAt <= at;
  return {
    kind: 'facts',
    title: null,
    facts: [
      { label: words.columns.tag, value: code(asset.tag) },
      { label: words.columns.serial, value: code(asset.serial) },
      { label: assetWords.model, value: text(asset.model) },
      { label: assetWords.manufacturer, value: text(asset.manufacturer) },
      { label: assetWords.modelCode, value: code(asset.modelCode) },
      { label: assetWords.category, value: text(asset.category) },
      { label: assetWords.barcode, value: code(asset.barcode) },
      { label: words.asset.now, value: custody(asset, asset.slotLabel) },
      { label: words.columns.since, value: moment(asset.since, offset) },
      { label: words.columns.due, value: run(moment(asset.dueAt, offset), overdue ? mark(words.overdueMark) : null) },
      { label: words.columns.condition, value: text(asset.condition) },
      { label: words.asset.gapsLabel, value: gaps === 0 ? text(words.asset.gaps(0)) : mark(words.asset.gaps(gaps)) },
      { label: words.asset.correctionsLabel, value: text(corrected === 0 ? words.none : String(corrected)) },
      ...Object.entries(asset.attributes).map(([label, value]) => ({ label, value: text(value) })),
      { label: assetWords.notes, value: text(asset.notes) },
    ].filter(({ value }) => value !== null),
  };
}

function staysNow(source: ReportSource, tag: string): readonly KnownStay[] {
  const spans = source.all('asset.spans', { tag });
  return spans.ok ? [...spans.value].map((span) => ({ ...span, holderId: null })) : [];
}

function staysTable(source: ReportSource, stays: readonly KnownStay[], tag: string): TableSection {
  const { offset, at } = source.head;
  return {
    kind: 'table',
    row: 'stay',
    title: words.asset.stays,
    note: words.asset.staysNote,
    empty: words.asset.noStays,
    columns: columns({ from: 21, until: 21, lasted: 12, where: 26, due: 21 }),
    fields: STAY_FIELDS,
    rows: stays.map(({ holderId: _, ...stay }): Row => {
      const until = Date.parse(stay.to ?? at);
      return {
        data: { row: 'stay', ...stay, tag },
        mark: stay.gap ? 'gap' : null,
        cells: () => [
          moment(stay.from, offset),
          stay.to === null ? text(words.now) : moment(stay.to, offset),
          text(spoken(until - Date.parse(stay.from))),
          lines(custody(stay), stay.gap ? mark(words.gap) : null),
          moment(stay.dueAt, offset),
        ],
      };
    }),
  };
}

const EVENT_FIELDS = [
  'row',
  'tag',
  'seq',
  'eventId',
  'type',
  'occurredAt',
  'occurredOffset',
  'recordedAt',
  'clockSuspect',
  'actorKind',
  'actor',
  'actorRole',
  'data',
  'changes',
  'note',
  'effective',
  'supersedesEventId',
  'supersededBy',
  'correctionReason',
  'deviceId',
  'prevHash',
  'hash',
];
const STAY_FIELDS = [
  'row',
  'tag',
  'status',
  'case',
  'slot',
  'holder',
  'from',
  'to',
  'dueAt',
  'gap',
  'openedBy',
  'closedBy',
];
