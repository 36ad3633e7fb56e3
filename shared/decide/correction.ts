import { z } from 'zod';
import type { CommandOf } from '../contract/commands.ts';
import * as f from '../contract/fields.ts';
import { invalid } from '../contract/parse.ts';
import type { Change, JsonObject, StoredEvent } from '../event.ts';
import type { Refusal } from '../refusal.ts';
import { accept, type Result, refuse } from '../result.ts';
import { sameJson } from '../sameJson.ts';
import { formatInstant, parseInstant } from '../time.ts';
import { tagOf } from './asset.ts';
import { takeCompletionBack, withCrossings } from './assignment.ts';
import { counted } from './case.ts';
import { findAsset, findHolder, findHome, findSlot, needReason } from './common.ts';
import { correctionForm, isCorrectable } from './correctable.ts';
import type { Decided, Draft, Look } from './look.ts';

/** What the optional values of a change event mean when they are null: "taken away", which is itself a value. */
const NULL_IS_A_VALUE: ReadonlySet<string> = new Set(['ASSET_CHANGED', 'CASE_CHANGED', 'HOLDER_CHANGED']);

interface Correction {
  readonly eventId: string;
  readonly set?: Readonly<Record<string, unknown>> | undefined;
  readonly void?: true | undefined;
}

/**
 * New events that supersede earlier ones, each the original with the overrides in place; one reason for all. What
 * they lead to is judged once, with all in place.
 */
export function correct(look: Look, command: CommandOf<'event.correct'>): Decided {
  const { eventId, set, corrections } = command;
  if ((eventId === undefined) === (corrections === undefined)) {
    return refuse('INVALID', { field: 'eventId', why: 'or a list of corrections must be given, and not both' });
  }
  if (corrections && (set !== undefined || command.void !== undefined)) {
    return refuse('INVALID', { field: set ? 'set' : 'void', why: 'belongs inside corrections' });
  }
  const wanted: readonly Correction[] = corrections ?? [{ eventId: eventId ?? '', set, void: command.void }];
  const prefix = (i: number) => (corrections ? `corrections.${i}.` : '');
  const seen = new Set<string>();
  for (const [i, one] of wanted.entries()) {
    if ((one.set === undefined) === (one.void === undefined)) {
      return refuse('INVALID', { field: `${prefix(i)}set`, why: 'or a void must be given, and not both' });
    }
    if (!f.uuid.safeParse(one.eventId).success) {
      return refuse('INVALID', { field: `${prefix(i)}eventId`, why: 'is no event id' });
    }
    if (seen.has(one.eventId)) return refuse('INVALID', { field: `${prefix(i)}eventId`, why: 'is there twice' });
    seen.add(one.eventId);
  }
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;

  const corrected = new Set(wanted.flatMap((one) => look.event(one.eventId)?.streamId ?? []));
  const drafts: Draft[] = [];
  const refused: Refusal[] = [];
  for (const [i, one] of wanted.entries()) {
    const draft = correctOne(look, one, reason.value, prefix(i), corrected);
    if (draft.ok) drafts.push(...draft.value);
    else refused.push(draft.error);
  }
  // Half of them, and what that would make wrong, is of no interest: a preview says what is wrong with each.
  const [error, ...others] = refused;
  return error ? { ok: false, error, others } : accept(withCrossings(look, drafts));
}

function correctOne(
  look: Look,
  { eventId, set }: Correction,
  reason: string,
  prefix: string,
  corrected: ReadonlySet<string>,
): Result<readonly Draft[]> {
  const original = look.event(eventId);
  if (!original) return refuse('NOT_FOUND', { entity: 'event', field: `${prefix}eventId`, eventId });
  const by = look.supersededBy(eventId);
  if (by) return refuse('ALREADY_SUPERSEDED', { eventId, by: by.eventId, at: formatInstant(by.recordedAt) });
  const { type } = original;
  if (type === 'ASSIGNMENT_COMPLETED') return completionTakenBack(look, original, set, reason, prefix);
  if (!isCorrectable(type)) return refuse('NOT_CORRECTABLE', { eventId, type });
  if (set === undefined) return accept([voided(original, reason)]);

  const parsed = correctionForm(type).safeParse(set);
  if (!parsed.success) return invalid(parsed.error, `${prefix}set.`);
  const { occurredAt, note, asset, ...fields } = parsed.data as {
    occurredAt?: string;
    note?: string | null;
    asset?: string;
  } & Readonly<Record<string, unknown>>;

  const stream = asset === undefined ? accept(original.streamId) : findAsset(look, asset, `${prefix}set.asset`);
  if (!stream.ok) return stream;
  const time = occurredAt === undefined ? null : parseInstant(occurredAt);
  if (time && time.at > look.recordedAt) {
    return refuse('IN_FUTURE', { field: `${prefix}set.occurredAt`, now: formatInstant(look.recordedAt) });
  }
  const at = time?.at ?? original.occurredAt;
  const data = overridden({ look, original, streamId: stream.value, at, corrected }, fields, `${prefix}set.`);
  if (!data.ok) return data;

  const draft: Draft = {
    streamType: original.streamType,
    streamId: stream.value,
    type,
    data: data.value,
    occurredAt: at,
    occurredOffset: time?.offset ?? original.occurredOffset,
    note: note === undefined ? original.note : note,
    supersedes: original,
    reason,
  };
  const changes = differences(look, original, draft);
  if (changes.length === 0) return refuse('INVALID', { field: `${prefix}set`, why: 'changes nothing' });
  return accept([{ ...draft, changes }]);
}

/** A completion can be taken back, and only that; whether it was read stays as it is. */
function completionTakenBack(
  look: Look,
  original: StoredEvent,
  set: Correction['set'],
  reason: string,
  prefix: string,
): Result<readonly Draft[]> {
  const parsed = z.strictObject({ status: z.literal('cancelled') }).safeParse(set ?? {});
  return parsed.success ? accept([takeCompletionBack(look, original, reason)]) : invalid(parsed.error, `${prefix}set.`);
}

export function voided(original: StoredEvent, reason: string): Draft {
  const { streamType, streamId, type, data, occurredAt, occurredOffset, note } = original;
  return {
    streamType,
    streamId,
    type: 'EVENT_VOIDED',
    data: { type, data },
    occurredAt,
    occurredOffset,
    note,
    supersedes: original,
    reason,
    changes: [
      { field: 'type', before: type, after: null },
      ...Object.keys(shown(data)).map((field) => ({ field, before: data[field], after: null })),
    ],
  };
}

/** Where a correction is made. */
interface Scene {
  readonly look: Look;
  readonly original: StoredEvent;
  /** the entity that the event is now about */
  readonly streamId: string;
  /** when it now happened, ms */
  readonly at: number;
  /** the entities that the command corrects: what they are called is judged with all in place */
  readonly corrected: ReadonlySet<string>;
}

/** The original's data with the overrides in place; every name resolved, with its id beside it. */
function overridden(scene: Scene, fields: Readonly<Record<string, unknown>>, field: string): Result<JsonObject> {
  const { original } = scene;
  const data: Record<string, unknown> = { ...original.data };
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const resolved = resolve(scene, name, value, `${field}${name}`);
    if (!resolved.ok) return resolved;
    Object.assign(data, resolved.value);
  }
  for (const [name, value] of Object.entries(data)) {
    const keepsNull = NULL_IS_A_VALUE.has(original.type) || (original.type === 'ASSET_RETURNED' && name === 'slot');
    if (value === undefined || (value === null && !keepsNull)) delete data[name];
  }
  return accept(data);
}

function resolve(
  { look, original, streamId, at, corrected }: Scene,
  name: string,
  value: unknown,
  field: string,
): Result<JsonObject> {
  const ifFree = (owner: string | null): Result<JsonObject> =>
    owner === null || owner === streamId || corrected.has(owner)
      ? accept({ [name]: value })
      : refuse('DUPLICATE', { field, value, entity: original.streamType });
  switch (name) {
    case 'slot': {
      const slot = f.slot.nullable().parse(value);
      if (!slot) return accept({ slot: null, caseId: undefined });
      return findSlot(look, slot, field);
    }
    case 'home': {
      const home = f.slot.nullable().parse(value);
      if (!home) return accept({ home: null, homeCaseId: undefined });
      return findHome(look, home, field, at);
    }
    case 'holder': {
      const found = findHolder(look, String(value), field);
      return found.ok ? accept({ holder: found.value.name, holderId: found.value.holderId }) : found;
    }
    case 'replacement': {
      const found = findAsset(look, String(value), field);
      if (!found.ok) return found;
      if (found.value === streamId) return refuse('INVALID', { field, why: 'is the asset itself' });
      return accept({ replacement: tagOf(look, found.value), replacementId: found.value });
    }
    case 'tag':
    case 'barcode':
      return ifFree(value === null ? null : look.assetByCode(String(value)));
    case 'code':
      return ifFree(look.caseByCode(String(value)));
    case 'name':
      return ifFree(original.streamType === 'holder' ? look.holderByName(String(value)) : null);
    case 'seen':
      return accept(counted(look, streamId, z.array(z.string()).parse(value), at));
    default:
      return accept({ [name]: value });
  }
}

/** The field-level difference to what is superseded, as people read it: by names, by ids only where names are equal. */
function differences(look: Look, original: StoredEvent, draft: Draft): readonly Change[] {
  const before = {
    ...(original.streamType === 'asset' ? { asset: tagOf(look, original.streamId) } : {}),
    occurredAt: formatInstant(original.occurredAt),
    note: original.note,
    ...shown(original.data),
  };
  const after = {
    ...(original.streamType === 'asset' ? { asset: tagOf(look, draft.streamId) } : {}),
    occurredAt: formatInstant(draft.occurredAt ?? original.occurredAt),
    note: draft.note ?? null,
    ...shown(draft.data),
  };
  const changes = changedFields(before, after);
  // A name may have passed to another entity meanwhile: then the id alone tells that something changed.
  const unnamed = changedFields(original.data, draft.data).filter(({ field }) => {
    const name = NAME_BESIDE_ID.get(field);
    return name !== undefined && !changes.some((change) => change.field === name);
  });
  return [...changes, ...unnamed];
}

const NAME_BESIDE_ID: ReadonlyMap<string, string> = new Map([
  ['caseId', 'slot'],
  ['homeCaseId', 'home'],
  ['holderId', 'holder'],
  ['replacementId', 'replacement'],
]);

/** An event's data as people read it: the ids beside names left out. */
export function shown(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([field]) => !NAME_BESIDE_ID.has(field)));
}

/** Fields whose values differ, in the order of `before`, then of `after`; absent is null. */
export function changedFields(before: JsonObject, after: JsonObject): readonly Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => !sameJson(change.before, change.after));
}
