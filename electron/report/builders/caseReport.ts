import { z } from 'zod';
import type { CaseAnswer, SlotRow } from '../../../shared/contract/answers.ts';
import type { Cell, Row, Section, TableSection } from '../../../shared/report/document.ts';
import { accept } from '../../../shared/result.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, custody, lines, mark, moment, number, run, text } from '../cells.ts';
import { columns } from '../columns.ts';
import { actorText, chainCells, eventKind, type KnownEvent, knownEvent } from '../eventCells.ts';
import { several } from '../several.ts';
import type { ReportSource } from '../source.ts';
import { compare } from './outstandingReport.ts';

/** What a case holds, slot by slot, beside what belongs there; its seals; the counts of its contents. */
export const caseReport: Builder = (source, { case: named, all }) => {
  let codes: Iterable<string> = named ?? [];
  if (all === true) {
    const listed = source.all('case.list', { ...source.moment });
    if (!listed.ok) return listed;
    codes = (function* () {
      for (const { code: one } of listed.value) yield one;
    })();
  }
  for (const one of named ?? []) {
    const found = source.get('case.get', { code: one, ...source.moment });
    if (!found.ok) return found;
  }
  const cases = function* (): Generator<CaseAnswer> {
    for (const one of codes) {
      const found = source.get('case.get', { code: one, ...source.moment });
      if (found.ok) yield found.value;
    }
  };
  const one = named?.length === 1 && all !== true;
  const first = one ? source.get('case.get', { code: named[0] ?? '', ...source.moment }) : null;
  return accept({
    subject: first?.ok ? first.value.code : null,
    sections: several(
      cases(),
      !one,
      ({ code: title, name }) => ({ title, note: name }),
      (found) => sectionsOf(source, found),
      words.asset.none,
    ),
  });
};

function* sectionsOf(source: ReportSource, found: CaseAnswer): Generator<Section> {
  const { offset } = source.head;
  const { inPlace, out, lost, empty, home } = found;
  yield {
    kind: 'facts',
    title: null,
    facts: [
      { label: words.case.code, value: code(found.code) },
      { label: words.case.name, value: text(found.name) },
      { label: words.case.place, value: text(found.place) },
      { label: words.case.counts, value: text(words.case.countsOf(inPlace, out, lost, empty)) },
      {
        label: words.columns.seal,
        value:
          found.seal === null
            ? text(words.case.unsealed)
            : lines(text(words.case.sealed(found.seal)), moment(found.sealedAt, offset)),
      },
      { label: words.case.ready, value: found.readyToShip ? text(words.yes) : mark(words.no, 'warn') },
    ].filter(({ value }) => value !== null),
  };
  yield slotsTable(source, found, words.case.slotsNote(home, inPlace));
  const events = caseEvents(source, found.caseId);
  yield sealsTable(found.code, events);
  yield checksTable(found.code, events);
}

function slotsTable(source: ReportSource, found: CaseAnswer, note: string): TableSection {
  const { offset } = source.head;
  return {
    kind: 'table',
    row: 'slot',
    title: words.case.slots,
    note,
    empty: words.case.noSlots,
    columns: columns({ slot: 12, holds: 19, model: 30, state: 14, belongs: 32 }),
    fields: [
      'row',
      'case',
      'slot',
      'label',
      'state',
      'overdue',
      'tag',
      'model',
      'serial',
      'condition',
      'since',
      'homeTag',
      'homeStatus',
      'homeHolder',
    ],
    rows: found.rows.map((slot) => slotRow(found.code, slot, offset)),
  };
}

function slotRow(inCase: string, slot: SlotRow, offset: number): Row {
  const { occupant, homeAsset, state, overdue, label } = slot;
  const trouble = state === 'wrong_home' || state === 'lost' || overdue;
  const away = homeAsset !== null && homeAsset.tag !== occupant?.tag;
  return {
    data: {
      row: 'slot',
      case: inCase,
      slot: slot.slot,
      label,
      state,
      overdue,
      tag: occupant?.tag ?? null,
      model: occupant?.model ?? null,
      serial: occupant?.serial ?? null,
      condition: occupant?.condition ?? null,
      since: occupant?.since ?? null,
      homeTag: homeAsset?.tag ?? null,
      homeStatus: homeAsset?.status ?? null,
      homeHolder: homeAsset?.holder ?? null,
    },
    mark: trouble ? 'bad' : null,
    cells: () => [
      run(number(slot.slot), text(label)),
      occupant === null
        ? null
        : lines(code(occupant.tag), occupant.corrected ? mark(words.corrected.toLowerCase(), 'warn') : null),
      occupant === null ? null : described(occupant),
      lines(
        trouble ? mark(words.case.states[state] ?? state) : text(words.case.states[state] ?? state),
        overdue ? mark(words.overdueMark) : null,
      ),
      away ? whereabouts(homeAsset, offset) : null,
    ],
  };
}

/** Model, serial number and condition, as far as they are known. */
function described({ model, serial, condition }: NonNullable<SlotRow['occupant']>): Cell {
  const known = [text(model), code(serial), text(condition)].filter((cell) => cell !== null);
  return run(...known.flatMap((cell, i) => (i === 0 ? [cell] : [text('·'), cell])));
}

/** Where an asset that belongs here is instead, and until when it was given away. */
function whereabouts(asset: NonNullable<SlotRow['homeAsset']>, offset: number): Cell {
  const due = moment(asset.dueAt, offset);
  return lines(
    run(code(asset.tag), text('→'), custody(asset)),
    due === null ? null : run(text(words.change(words.columns.due)), due),
  );
}

const SHOWN: ReadonlySet<string> = new Set(['CASE_SEALED', 'CASE_UNSEALED', 'CASE_CHECKED']);

/** The seals and counts of a case, as known and as of the moment, oldest first, superseded ones too. */
function caseEvents(source: ReportSource, caseId: string): readonly KnownEvent[] {
  const trail = source.all('audit.list', {
    entityType: 'case',
    entityId: caseId,
    to: source.head.knownAt,
    order: 'asc',
  });
  if (!trail.ok) return [];
  return [...trail.value]
    .filter(({ type }) => SHOWN.has(type))
    .flatMap(({ eventId }) => {
      const event = source.get('event.get', { eventId });
      return event.ok ? (knownEvent(event.value, source.knownAt) ?? []) : [];
    })
    .filter(({ event }) => Date.parse(event.occurredAt) <= source.at);
}

const sealed = z.object({ seal: z.string() });
const checked = z.object({ seen: z.array(z.string()), missing: z.array(z.string()), extra: z.array(z.string()) });

function sealsTable(inCase: string, events: readonly KnownEvent[]): TableSection {
  return {
    kind: 'table',
    row: 'seal',
    title: words.case.seals,
    note: null,
    empty: words.case.noSeals,
    columns: columns({ seq: 8, happened: 24, what: 18, seal: 25, who: 25 }),
    fields: fieldsWith('seal'),
    rows: events
      .filter(({ event }) => event.type !== 'CASE_CHECKED')
      .map((one) => {
        const { seal } = sealed.parse(one.event.data);
        const applied = one.event.type === 'CASE_UNSEALED' ? sealBefore(events, one) : null;
        const other = applied !== null && applied !== seal;
        return caseRow('seal', inCase, one, { seal }, () => [
          lines(code(seal), other ? mark(words.exceptionNames.seal_mismatch) : null),
        ]);
      }),
  };
}

/** The number that the case was sealed with when a seal was broken; null: none that was written down. */
function sealBefore(events: readonly KnownEvent[], { event }: KnownEvent): string | null {
  const before = events
    .filter((one) => one.holds && one.event.type === 'CASE_SEALED' && one.event.occurredAt <= event.occurredAt)
    .sort((a, b) => compare(a.event.occurredAt, b.event.occurredAt) || a.event.seq - b.event.seq)
    .at(-1);
  return before === undefined ? null : sealed.parse(before.event.data).seal;
}

function checksTable(inCase: string, events: readonly KnownEvent[]): TableSection {
  return {
    kind: 'table',
    row: 'check',
    title: words.case.checks,
    note: null,
    empty: words.case.noChecks,
    columns: columns({ seq: 8, happened: 21, what: 13, missing: 20, extra: 20, who: 18 }),
    fields: fieldsWith('seen', 'missing', 'extra'),
    rows: events
      .filter(({ event }) => event.type === 'CASE_CHECKED')
      .map((one) => {
        const { seen, missing, extra } = checked.parse(one.event.data);
        return caseRow('check', inCase, one, { seen, missing, extra }, () => [
          missing.length === 0 ? text(words.none) : mark(missing.join(', ')),
          extra.length === 0 ? text(words.none) : mark(extra.join(', '), 'warn'),
        ]);
      }),
  };
}

/** Of an event of a case, around what it says itself. */
const fieldsWith = (...own: readonly string[]): readonly string[] => [
  'row',
  'case',
  'seq',
  'eventId',
  'type',
  'occurredAt',
  'recordedAt',
  'actor',
  'actorRole',
  ...own,
  'supersededBy',
  'hash',
];

function caseRow(
  row: string,
  inCase: string,
  one: KnownEvent,
  more: Readonly<Record<string, unknown>>,
  cells: () => Row['cells'] extends () => infer C ? C : never,
): Row {
  const { event, later } = one;
  return {
    data: { row, case: inCase, ...event, ...more, supersededBy: later[0]?.eventId ?? null },
    mark: later.length > 0 ? 'superseded' : event.supersedesEventId === null ? null : 'correction',
    cells: () => [
      number(event.seq),
      moment(event.occurredAt, event.occurredOffset),
      text(eventKind(event.type)),
      ...cells(),
      text(actorText(event)),
    ],
    below: () => chainCells(one),
  };
}
