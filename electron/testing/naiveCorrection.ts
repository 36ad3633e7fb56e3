import {
  assetNamed,
  type Command,
  type Drafted,
  draft,
  fieldsOf,
  holderNamed,
  isRefusal,
  type Log,
  no,
  placeNamed,
  type Refused,
  RULE_CODES,
  type Scene,
} from './naiveDraft.ts';
import type { LogEvent } from './naiveWorld.ts';

/** The events that a flag, its dismissal or a correction asks for; null for any other command. */
export function correctionDrafts(scene: Scene, command: Command): Drafted | null {
  if (command.name === 'event.correct') return corrections(scene, command);
  if (command.name === 'event.flag' || command.name === 'event.dismiss_flag') return flag(scene, command);
  return null;
}

/** Flags take no part in legality: known event, and for a dismissal a flag that nothing has closed. */
function flag(scene: Scene, command: Command): Drafted {
  const eventId = command.text('eventId');
  const event = scene.log.find((one) => one.eventId === eventId);
  if (!event) return no('NOT_FOUND');
  if (command.name === 'event.flag') {
    if (!command.text('note')?.trim()) return no('INVALID', 'REASON_REQUIRED');
    return [draft(scene, event.streamType, event.streamId, 'EVENT_FLAGGED', { eventId })];
  }
  const flags = scene.log.filter((one) => one.type === 'EVENT_FLAGGED' && one.data.eventId === eventId);
  const dismissed = scene.log.filter((one) => one.type === 'EVENT_FLAG_DISMISSED' && one.data.eventId === eventId);
  const corrected = scene.log.some((one) => one.supersedesEventId === eventId);
  if (flags.length <= dismissed.length || corrected) return no('NOT_FOUND', 'ILLEGAL_TRANSITION');
  return [draft(scene, event.streamType, event.streamId, 'EVENT_FLAG_DISMISSED', { eventId })];
}

function corrections(scene: Scene, command: Command): Drafted {
  const list = command.field('corrections');
  const wishes = Array.isArray(list)
    ? list
    : [{ eventId: command.field('eventId'), set: command.field('set'), void: command.field('void') }];
  const seen = new Set<string>();
  const drafts: LogEvent[] = [];
  for (const wish of wishes) {
    const { eventId, set, void: isVoid } = fieldsOf(wish);
    const original = scene.log.find((event) => event.eventId === eventId);
    if (!original) return no('NOT_FOUND', 'INVALID');
    if (!['asset', 'case', 'holder'].includes(original.streamType) || original.type.startsWith('EVENT_'))
      return no('NOT_CORRECTABLE');
    if (scene.log.some((event) => event.supersedesEventId === eventId)) return no('ALREADY_SUPERSEDED');
    if (seen.has(original.eventId)) return no('ALREADY_SUPERSEDED', 'INVALID', 'DUPLICATE');
    seen.add(original.eventId);
    const next = isVoid === true ? voided(scene, original) : corrected(scene, original, fieldsOf(set));
    if (isRefusal(next)) return next;
    drafts.push(...next);
  }
  return lonely(scene, drafts) ?? drafts;
}

function voided(scene: Scene, original: LogEvent): Log {
  const { eventId, type, data, note } = original;
  const at = Date.parse(original.occurredAt);
  return [draft(scene, original.streamType, original.streamId, 'EVENT_VOIDED', { type, data }, { at, note, eventId })];
}

/** An adding can be voided only when nothing else effective is said of its entity. */
function lonely(scene: Scene, drafts: Log): Refused | null {
  const all = [...scene.log, ...drafts];
  const superseded = new Set(all.map((event) => event.supersedesEventId));
  const gone = drafts.filter((event) => event.type === 'EVENT_VOIDED' && String(event.data.type).endsWith('_ADDED'));
  const others = all.filter(
    (event) =>
      !superseded.has(event.eventId) &&
      !event.type.startsWith('EVENT_') &&
      gone.some(({ streamId }) => streamId === event.streamId),
  );
  if (others.length === 0) return null;
  const alone = drafts.length === 1 ? [] : RULE_CODES;
  return no('CLASHES_WITH_HISTORY', 'NOT_CORRECTABLE', 'ILLEGAL_TRANSITION', 'NOT_FOUND', ...alone);
}

function corrected(scene: Scene, original: LogEvent, set: Readonly<Record<string, unknown>>): Log | Refused {
  const before = {
    at: Date.parse(original.occurredAt),
    note: original.note,
    streamId: original.streamId,
    data: original.data,
  };
  let after = before;
  for (const [field, value] of Object.entries(set)) {
    const otherAsset = field === 'asset' && (original.streamType !== 'asset' || original.type === 'ASSET_ADDED');
    if (otherAsset || FIELD_OF[field]?.includes(original.type) === false) return no('INVALID');
    const next = overridden(scene, after, field, value);
    if (isRefusal(next)) return next;
    after = next;
  }
  if (sameReading(before, after)) return no('INVALID');
  const { at, note, streamId, data } = after;
  if (at > scene.now) return no('IN_FUTURE');
  return [draft(scene, original.streamType, streamId, original.type, data, { at, note, eventId: original.eventId })];
}

/** Fields that only some events have. */
const FIELD_OF: Readonly<Record<string, readonly string[]>> = {
  slot: ['ASSET_ADDED', 'ASSET_PLACED', 'ASSET_MOVED', 'ASSET_RETURNED', 'ASSET_FOUND', 'SLOT_VACATED'],
  holder: ['ASSET_ISSUED', 'ASSET_TRANSFERRED'],
  dueAt: ['ASSET_ISSUED', 'ASSET_TRANSFERRED'],
  tag: ['ASSET_ADDED'],
  code: ['CASE_ADDED'],
  slots: ['CASE_ADDED', 'CASE_CHANGED'],
  name: ['HOLDER_ADDED', 'HOLDER_CHANGED', 'CASE_ADDED', 'CASE_CHANGED'],
  seal: ['CASE_SEALED', 'CASE_UNSEALED', 'ASSET_INSPECTED'],
  condition: ['ASSET_ISSUED', 'ASSET_RETURNED', 'ASSET_TRANSFERRED', 'ASSET_INSPECTED'],
};

interface Reading {
  readonly at: number;
  readonly note: string | null;
  readonly streamId: string;
  readonly data: LogEvent['data'];
}

function overridden(scene: Scene, reading: Reading, field: string, value: unknown): Reading | Refused {
  const { data } = reading;
  switch (field) {
    case 'occurredAt':
      return { ...reading, at: Date.parse(String(value)) };
    case 'note':
      return { ...reading, note: typeof value === 'string' ? value : null };
    case 'asset': {
      const asset = assetNamed(scene.world, value);
      return asset ? { ...reading, streamId: asset.id } : no('NOT_FOUND');
    }
    case 'slot': {
      const place = placeNamed(scene.world, value);
      if (place && isRefusal(place)) return place;
      const { caseId, ...rest } = data;
      if (!place) return { ...reading, data: { ...rest, slot: null } };
      const code = scene.world.cases.get(place.caseId)?.code;
      return { ...reading, data: { ...rest, slot: { case: code, slot: place.slot }, caseId: place.caseId } };
    }
    case 'holder': {
      const holder = holderNamed(scene.world, value);
      return holder ? { ...reading, data: { ...data, holder: holder.name, holderId: holder.id } } : no('NOT_FOUND');
    }
    case 'dueAt':
      return { ...reading, data: { ...data, dueAt: new Date(String(value)).toISOString() } };
    default:
      return { ...reading, data: { ...data, [field]: value } };
  }
}

/** The names that are frozen beside an id count: a case or holder called otherwise since is a change. */
function sameReading(a: Reading, b: Reading): boolean {
  if (a.at !== b.at || a.note !== b.note || a.streamId !== b.streamId) return false;
  const fields = new Set([...Object.keys(a.data), ...Object.keys(b.data)]);
  return [...fields].every((field) => JSON.stringify(a.data[field] ?? null) === JSON.stringify(b.data[field] ?? null));
}

/** The `set` of each correction that a command asks for. */
export function setsOf(command: Command): readonly Readonly<Record<string, unknown>>[] {
  const list = command.field('corrections');
  return Array.isArray(list) ? list.map((wish) => fieldsOf(fieldsOf(wish).set)) : [fieldsOf(command.field('set'))];
}
