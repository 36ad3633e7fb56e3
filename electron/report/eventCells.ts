import { z } from 'zod';
import type { HistoryRow, NamedEvent } from '../../shared/contract/answers.ts';
import type { Change } from '../../shared/event.ts';
import type { Cell } from '../../shared/report/document.ts';
import { assetWords } from '../../shared/uiWordsAsset.ts';
import { assetsWords } from '../../shared/uiWordsAssets.ts';
import { caseWords } from '../../shared/uiWordsCase.ts';
import { documentWords as words } from '../../shared/uiWordsReportDocument.ts';
import { code, lines, mark, moment, run, struck, text } from './cells.ts';

/** The kind of an entry in words; one that has none by its own name, readable. */
export function eventKind(type: string): string {
  const spoken = (type.charAt(0) + type.slice(1).toLowerCase().replaceAll('_', ' ')).replace(/\bpin\b/, 'PIN');
  return assetWords.events[type as keyof typeof assetWords.events] ?? caseWords.history.events[type] ?? spoken; // asked as it may be absent
}

/** Who recorded it: the name with the role as it was. */
export function actorText({ actor, actorRole }: Pick<NamedEvent, 'actor' | 'actorRole'>): string {
  if (actor === null) return words.system;
  return actorRole === null ? actor : words.receipt.roleOf(actor, actorRole);
}

const CUSTODY_FIELDS: readonly string[] = ['status', 'case', 'slot', 'holder'];
const MOMENTS: readonly string[] = ['occurredAt', 'dueAt'];
const slot = z.looseObject({ case: z.string(), slot: z.number() });

/** A value of a change in words; null: there was nothing. @param offset minutes from UTC */
function valueCell(field: string, value: unknown, offset: number): Cell {
  if (value === null || value === undefined || value === '') return null;
  const place = slot.safeParse(value);
  if (place.success) return text(words.inSlot(place.data.case, place.data.slot));
  if (typeof value !== 'string') return text(typeof value === 'object' ? JSON.stringify(value) : String(value));
  if (MOMENTS.includes(field)) return moment(value, offset);
  if (field === 'type') return text(eventKind(value));
  if (field === 'condition') return text(assetsWords.conditions[value] ?? value);
  return text(value);
}

function fieldName(field: string): string {
  if (field.startsWith('attributes.')) return field.slice('attributes.'.length);
  return assetWords.fields[field] ?? caseWords.history.fields[field] ?? apart(field);
}

/** `holderReference` as a reader has it: holder reference. */
const apart = (field: string): string =>
  /^[a-z]+(?:[A-Z][a-z]+)+$/.test(field) ? field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : field;

/** One changed field: its name, what it was struck through, what it is. */
export function changeCell({ field, before, after }: Change, offset: number): Cell {
  const was = valueCell(field, before, offset);
  const now = valueCell(field, after, offset);
  const label = words.change(fieldName(field));
  return was === null ? run(text(label), now ?? text(words.none)) : struck(was, now ?? text(words.none), label);
}

/** Several changed fields: those that had no value before in one line, the others below each other. */
export function changesCell(changes: readonly Change[], offset: number): Cell {
  const fresh = changes.filter(({ before }) => before === null || before === undefined || before === '');
  const changed = changes.filter((change) => !fresh.includes(change));
  const parts = fresh.flatMap((change, i) => [i === 0 ? null : text('·'), changeCell(change, offset)]);
  return lines(run(...parts), ...changed.map((change) => changeCell(change, offset)));
}

/** Where an event took an asset from and to; null: it left it where it was. */
export function moveCell({ changes, supersedesEventId }: NamedEvent, offset: number): Cell {
  if (supersedesEventId !== null) return null;
  const about = (field: string) => changes.find((change) => change.field === field);
  if (!CUSTODY_FIELDS.some((field) => about(field) !== undefined)) return null;
  const side = (when: 'before' | 'after'): Cell => {
    const place =
      valueCell('slot', about('slot')?.[when], offset) ?? valueCell('holder', about('holder')?.[when], offset);
    if (place !== null) return place;
    const status = about('status')?.[when];
    return status === 'unplaced' || status === 'lost' || status === 'retired' ? text(words.statusNames[status]) : null;
  };
  const from = side('before');
  const to = side('after');
  return from === null ? run(text('→'), to) : run(from, text('→'), to);
}

const More = z.object({
  reason: z.string().nullish().catch(null),
  purpose: z.string().nullish().catch(null),
  broughtBy: z.string().nullish().catch(null),
  replacement: z.string().nullish().catch(null),
  seal: z.string().nullish().catch(null),
  condition: z.string().nullish().catch(null),
});

/** What an entry says besides where it took the asset. */
export function detailCells(event: NamedEvent): Cell {
  const { type, data, changes, note, supersedesEventId, occurredOffset: offset } = event;
  const { remarks } = assetWords;
  const more = More.parse(data);
  const told = supersedesEventId === null ? CUSTODY_FIELDS : [];
  const fields =
    type === 'EVENT_VOIDED' ? [] : changes.filter(({ field }) => !told.includes(field) && !implied(event, field));
  const inspected = type === 'ASSET_INSPECTED' && more.condition && !changes.some(({ field }) => field === 'condition');
  return lines(
    changesCell(fields, offset),
    inspected && more.condition
      ? text(remarks.condition(assetsWords.conditions[more.condition] ?? more.condition))
      : null,
    more.replacement ? text(remarks.replacement(more.replacement)) : null,
    more.broughtBy ? text(remarks.broughtBy(more.broughtBy)) : null,
    more.purpose ? text(remarks.purpose(more.purpose)) : null,
    more.seal ? text(remarks.seal(more.seal)) : null,
    more.reason ? text(`“${more.reason}”`) : null,
    note === null || note === '' || type === 'EVENT_FLAGGED' ? null : text(`${words.columns.note}: ${note}`),
  );
}

/** What goes without saying: a return ends the due date, an asset is added by its tag. */
function implied({ changes }: NamedEvent, field: string): boolean {
  const change = changes.find((one) => one.field === field);
  const moved = changes.some((one) => CUSTODY_FIELDS.includes(one.field));
  if (field === 'dueAt') return change?.after === null && moved;
  return field === 'tag' && change?.before === null;
}

/** An event with its chain as it was known at a moment. */
export interface KnownEvent {
  readonly event: HistoryRow;
  /** what superseded it by then, oldest first */
  readonly later: readonly NamedEvent[];
  readonly holds: boolean;
}

/** Events that say something about another event; they never hold a place in the history themselves. */
const ASIDE: ReadonlySet<string> = new Set(['EVENT_VOIDED', 'EVENT_FLAGGED', 'EVENT_FLAG_DISMISSED']);

/** @param knownAt ms; null is answered for an event that was not known then */
export function knownEvent(event: HistoryRow, knownAt: number): KnownEvent | null {
  if (Date.parse(event.receivedAt) > knownAt) return null;
  const later = event.chain.filter(({ receivedAt }) => Date.parse(receivedAt) <= knownAt);
  return { event, later, holds: later.length === 0 && !ASIDE.has(event.type) };
}

/** What kind of entry, with the marks that a reader must not miss. */
export function kindCell({ event, later }: KnownEvent): Cell {
  const [first] = later;
  const word = first === undefined ? null : first.type === 'EVENT_VOIDED' ? words.voided : words.corrected;
  return lines(
    text(eventKind(event.type)),
    word === null ? null : mark(word),
    event.supersedesEventId !== null && event.type !== 'EVENT_VOIDED' ? mark(words.correction, 'warn') : null,
    event.clockSuspect ? mark(words.clock, 'warn') : null,
  );
}

/** The chain of corrections around an entry: each step with who, when, why, and what it changed. */
export function chainCells({ event, later }: KnownEvent): readonly Cell[] {
  const before = event.supersedes.at(-1);
  return [
    before === undefined
      ? null
      : run(
          text(words.replaces),
          text(`no. ${before.seq}`),
          event.correctionReason === null ? null : text(`“${event.correctionReason}”`),
        ),
    ...later.map((step) => {
      const by = actorText(step);
      const reason = step.correctionReason ?? '';
      const said = step.type === 'EVENT_VOIDED' ? words.voidedLine : words.correctedLine;
      const prefix = step.type === 'EVENT_VOIDED' ? null : text(words.correctedBy);
      return run(
        prefix,
        text(said(String(step.seq), by, reason)),
        moment(step.recordedAt, step.occurredOffset),
        ...(step.type === 'EVENT_VOIDED' ? [] : step.changes.map((change) => changeCell(change, step.occurredOffset))),
      );
    }),
    event.flag === null ? null : text(words.flagged(event.flag.flaggedBy ?? words.unknown, event.flag.note)),
  ].filter((cell) => cell !== null);
}

const info = z.looseObject({ appVersion: z.string().optional().catch(undefined) });

/** The entry's place in the proof: its id, its hash, the laptop and the app that wrote it. */
export function proofCell({ eventId, hash, deviceId, deviceInfo }: NamedEvent): Cell {
  const { appVersion } = info.parse(deviceInfo);
  return run(
    text(words.asset.eventId),
    code(eventId),
    text(`· ${words.asset.entryHash}`),
    code(hash),
    text(`· ${words.asset.device}`),
    code(deviceId),
    appVersion === undefined ? null : text(`· ${words.asset.version} ${appVersion}`),
  );
}
