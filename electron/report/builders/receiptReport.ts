import {
  type FrozenItem,
  type FrozenReceipt,
  frozenReceipt,
  returnedTo,
} from '../../../shared/contract/frozenReceipt.ts';
import type { HandoverAnswer } from '../../../shared/contract/trailAnswers.ts';
import type { QueryRequest } from '../../../shared/ipc/answers.ts';
import type { Cell, Row, Section } from '../../../shared/report/document.ts';
import { accept } from '../../../shared/result.ts';
import { assetsWords } from '../../../shared/uiWordsAssets.ts';
import { partyWords } from '../../../shared/uiWordsDesk.ts';
import { documentWords as words } from '../../../shared/uiWordsReportDocument.ts';
import type { Builder } from '../builder.ts';
import { code, custody, lines, mark, moment, run, text } from '../cells.ts';
import { columns } from '../columns.ts';
import { chainCells, eventKind, knownEvent, proofCell } from '../eventCells.ts';
import { several } from '../several.ts';
import type { ReportSource } from '../source.ts';

type AssetEvent = HandoverAnswer['assetEvents'][number];

/** Receipts as they were frozen and accepted, with what was corrected since beside them. */
export const receiptReport: Builder = (source, filters) => {
  const { receipt: named, holder, from, to } = filters;
  for (const receipt of named ?? []) {
    const found = source.get('handover.get', { receipt });
    if (!found.ok) return found;
  }
  let numbers: Iterable<string> = named ?? [];
  if (named === undefined) {
    const lists: Iterable<{ readonly receipt: string }>[] = [];
    for (const one of holder ?? [undefined]) {
      const args: QueryRequest<'handover.list'> = {
        ...(one === undefined ? {} : { holder: one }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        order: 'asc',
      };
      const listed = source.all('handover.list', args);
      if (!listed.ok) return listed;
      lists.push(listed.value);
    }
    numbers = (function* () {
      // A transfer from one of the holders to another is a receipt of both.
      const seen = new Set<string>();
      for (const list of lists) {
        for (const { receipt } of list) {
          if (!seen.has(receipt)) yield receipt;
          seen.add(receipt);
        }
      }
    })();
  }
  const receipts = function* (): Generator<HandoverAnswer> {
    for (const receipt of numbers) {
      const found = source.get('handover.get', { receipt });
      if (found.ok && wasThere(source, found.value)) yield found.value;
    }
  };
  const one = named?.length === 1;
  const first = one ? source.get('handover.get', { receipt: named[0] ?? '' }) : null;
  return accept({
    subject: first?.ok ? first.value.receipt : null,
    sections: several(
      receipts(),
      !one,
      ({ receipt, kind }) => ({ title: receipt, note: words.receipt.kinds[kind] }),
      (found) => sectionsOf(source, found),
      words.receipt.none,
    ),
  });
};

function wasThere({ at, knownAt }: ReportSource, { event }: HandoverAnswer): boolean {
  return Date.parse(event.receivedAt) <= knownAt && Date.parse(event.occurredAt) <= at;
}

function* sectionsOf(source: ReportSource, found: HandoverAnswer): Generator<Section> {
  const { event, assetEvents } = found;
  const frozen = frozenReceipt.parse(event.data);
  const { kind, acceptance, missingAcceptance, terms, cases } = frozen;
  const offset = event.occurredOffset;
  const corrected = assetEvents.filter((one) => (knownEvent(one, source.knownAt)?.later.length ?? 0) > 0);

  yield factsOf(frozen, found);
  if (corrected.length > 0) yield { kind: 'note', tone: 'warn', text: words.receipt.corrected(corrected.length) };
  yield itemsTable(source, frozen, found);
  if (cases.length > 0) {
    yield {
      kind: 'facts',
      title: words.receipt.cases,
      facts: cases.map(({ case: label, missing, extra }) => ({
        label,
        value:
          missing.length + extra.length === 0
            ? text(words.receipt.complete)
            : lines(
                missing.length > 0 ? text(words.receipt.missing(missing.join(', '))) : null,
                extra.length > 0 ? text(words.receipt.extra(extra.join(', '))) : null,
              ),
      })),
    };
  }
  const labels = partyWords[kind];
  yield {
    kind: 'acceptance',
    title: words.receipt.acceptance,
    parties: [
      ...acceptance.map(({ party, name, meaning, method, signature, witness, at }) => ({
        party: labels[party] ?? party,
        name,
        given: {
          meaning,
          method: words.receipt.methods[method],
          at: moment(at, offset),
          signature: signature ?? null,
          witness: witness ?? null,
        },
      })),
      ...missingAcceptance.map((party) => ({ party: labels[party] ?? party, name: '', given: null })),
    ],
  };
  yield {
    kind: 'facts',
    title: words.receipt.terms(terms.version),
    facts: [
      { label: '', value: text(terms.text) },
      { label: '', value: code(words.receipt.termsHash(terms.hash)) },
      { label: words.receipt.proof, value: proofCell(event) },
    ],
  };
}

function factsOf(frozen: FrozenReceipt, { receipt, event }: HandoverAnswer): Section {
  const { kind, organisation, operator, operatorRole, place, purpose, dueAt, broughtBy } = frozen;
  const { person, store, roleOf } = words.receipt;
  const holder = person(frozen.holder ?? '', frozen.holderReference ?? null, frozen.holderOrganisation ?? null);
  const receiver = person(frozen.to ?? '', frozen.toReference ?? null, frozen.toOrganisation ?? null);
  const [from, to] = {
    issue: [store(organisation), holder],
    return: [holder, store(organisation)],
    transfer: [holder, receiver],
  }[kind];
  const offset = event.occurredOffset;
  return {
    kind: 'facts',
    title: null,
    facts: [
      { label: words.columns.receipt, value: run(code(receipt), text(`· ${words.receipt.kinds[kind]}`)) },
      { label: words.columns.seq, value: code(String(event.seq)) },
      { label: words.receipt.releasedBy, value: text(from) },
      { label: words.receipt.receivedBy, value: text(to) },
      { label: words.receipt.happened, value: moment(event.occurredAt, offset) },
      { label: words.receipt.recorded, value: moment(event.recordedAt, offset) },
      { label: words.receipt.recordedBy, value: text(roleOf(operator, operatorRole)) },
      { label: words.receipt.broughtBy, value: text(broughtBy) },
      { label: words.receipt.place, value: text(place) },
      { label: words.receipt.purpose, value: text(purpose) },
      { label: words.receipt.due, value: moment(dueAt, offset) },
    ].filter(({ value }) => value !== null),
  };
}

function itemsTable(source: ReportSource, frozen: FrozenReceipt, found: HandoverAnswer): Section {
  const eventOf = new Map(found.assetEvents.map((event) => [event.streamId, event]));
  const { kind, items } = frozen;
  return {
    kind: 'table',
    row: 'item',
    title: words.receipt.items(items.length),
    note: null,
    empty: '',
    columns: columns({ item: 9, tag: 19, model: 22, serial: 14, fromTo: 22, condition: 14 }),
    fields: [
      'receipt',
      'kind',
      'occurredAt',
      'recordedAt',
      'item',
      'of',
      'tag',
      'serial',
      'model',
      'manufacturer',
      'from',
      'to',
      'condition',
      'note',
      'holder',
      'receivedBy',
      'operator',
      'operatorRole',
      'place',
      'purpose',
      'dueAt',
      'missingAcceptance',
      'eventId',
      'seq',
      'assetEventId',
      'assetEventHash',
      'previousEventId',
      'gapBefore',
      'corrected',
    ],
    rows: items.map((item) => itemRow(source, frozen, found, item, eventOf.get(item.assetId), kind)),
  };
}

function itemRow(
  source: ReportSource,
  frozen: FrozenReceipt,
  { receipt, event }: HandoverAnswer,
  item: FrozenItem,
  assetEvent: AssetEvent | undefined,
  kind: FrozenReceipt['kind'],
): Row {
  const known = assetEvent === undefined ? null : knownEvent(assetEvent, source.knownAt);
  const to = goesTo(frozen, item, assetEvent, kind);
  const { terms: _, ...whole } = frozen;
  return {
    data: {
      ...(item.item === 1
        ? { acceptance: whole.acceptance, termsVersion: frozen.terms.version, termsHash: frozen.terms.hash }
        : {}),
      receipt,
      kind,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      item: item.item,
      of: item.of,
      tag: item.tag,
      serial: item.serial ?? null,
      model: item.model ?? null,
      manufacturer: item.manufacturer ?? null,
      from: item.from,
      to,
      condition: item.condition ?? null,
      note: item.note ?? null,
      holder: frozen.holder ?? null,
      receivedBy:
        kind === 'transfer' ? (frozen.to ?? null) : kind === 'issue' ? (frozen.holder ?? null) : frozen.organisation,
      operator: frozen.operator,
      operatorRole: frozen.operatorRole,
      place: frozen.place ?? null,
      purpose: frozen.purpose ?? null,
      dueAt: frozen.dueAt ?? null,
      missingAcceptance: frozen.missingAcceptance,
      eventId: event.eventId,
      seq: event.seq,
      assetEventId: assetEvent?.eventId ?? null,
      assetEventHash: assetEvent?.hash ?? null,
      previousEventId: assetEvent?.previous?.eventId ?? null,
      gapBefore: assetEvent?.previous?.gap ?? null,
      corrected: (known?.later.length ?? 0) > 0,
    },
    mark: (known?.later.length ?? 0) > 0 ? 'bad' : null,
    cells: () => [
      text(words.xOf(item.item, item.of)),
      lines(code(item.tag), (known?.later.length ?? 0) > 0 ? mark(words.receipt.corrections) : null),
      text([item.model, item.manufacturer].filter(Boolean).join(', ')),
      code(item.serial),
      run(custody(item.from, kind === 'return' ? null : (item.slotLabel ?? null)), text('→'), text(to)),
      lines(
        text(item.condition ? (assetsWords.conditions[item.condition] ?? item.condition) : null),
        item.note ? text(`${words.receipt.note}: ${item.note}`) : null,
      ),
    ],
    below: () => belowItem(known, assetEvent),
  };
}

function belowItem(known: ReturnType<typeof knownEvent>, assetEvent: AssetEvent | undefined): readonly Cell[] {
  if (assetEvent === undefined) return [];
  const { previous } = assetEvent;
  return [
    previous?.gap ? mark(words.receipt.gapBefore) : null,
    ...(known === null ? [] : chainCells(known)),
    run(
      text(`${eventKind(assetEvent.type)}, no. ${assetEvent.seq} ·`),
      proofCell(assetEvent),
      previous === null
        ? text(`· ${words.receipt.noPrevious}`)
        : text(`· ${words.receipt.previous} ${previous.eventId}`),
    ),
  ].filter((cell) => cell !== null);
}

/** Where the handover brought the item, in words. */
function goesTo(
  frozen: FrozenReceipt,
  item: FrozenItem,
  event: AssetEvent | undefined,
  kind: FrozenReceipt['kind'],
): string {
  if (kind === 'issue') return frozen.holder ?? '';
  if (kind === 'transfer') return frozen.to ?? '';
  const { slot } = returnedTo.parse(event?.data ?? {});
  if (!slot) return words.statusNames.unplaced;
  const place = words.inSlot(slot.case, slot.slot);
  return item.slotLabel ? words.labelled(place, item.slotLabel) : place;
}
