import { foldCase, slotRefusal } from '../case/caseHistory.ts';
import type { SlotName } from '../contract/fields.ts';
import { type Asset, evolveAsset, noAsset } from '../custody/asset.ts';
import { assetFact } from '../custody/assetFacts.ts';
import { type CustodyJson, custodyJson, type Place } from '../custody/place.ts';
import { type Entry, endOf } from '../history/entry.ts';
import type { Refusal } from '../refusal.ts';
import { accept, type Result, refuse } from '../result.ts';
import { isBlank } from '../text.ts';
import type { Look } from './look.ts';

/** An absent field is left out of the data. */
export function present<T extends Readonly<Record<string, unknown>>>(fields: T): { [K in keyof T]: NonNullable<T[K]> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  // Only absent values were taken out.
  return Object.fromEntries(kept) as { [K in keyof T]: NonNullable<T[K]> };
}

export function findAsset(look: Look, code: string, field = 'tag'): Result<string> {
  const assetId = look.assetByCode(code);
  return assetId === null ? refuse('NOT_FOUND', { entity: 'asset', field, tag: code }) : accept(assetId);
}

export function findCase(look: Look, code: string, field = 'code'): Result<string> {
  const caseId = look.caseByCode(code);
  return caseId === null ? refuse('NOT_FOUND', { entity: 'case', field, case: code }) : accept(caseId);
}

export function findHolder(look: Look, name: string, field = 'holder'): Result<{ holderId: string; name: string }> {
  const holderId = look.holderByName(name);
  if (holderId === null) return refuse('NOT_FOUND', { entity: 'holder', field, holder: name });
  return accept({ holderId, name: holderName(look, holderId) });
}

/** The name as known now: it is copied into the fact, so a later rename changes no record. */
export function holderName(look: Pick<Look, 'holderEntries'>, holderId: string): string {
  let name = '';
  for (const { data } of look.holderEntries(holderId)) if (typeof data.name === 'string') name = data.name;
  return name;
}

/** A slot as events name it: with the case's own spelling of its code and its id beside it. */
export function findSlot(
  look: Look,
  slot: SlotName,
  field = 'slot',
): Result<{ slot: { case: string; slot: number }; caseId: string }> {
  const found = findCase(look, slot.case, `${field}.case`);
  if (!found.ok) return found;
  return accept({ slot: { case: caseCode(look, found.value), slot: slot.slot }, caseId: found.value });
}

/** A home as events name it. Only when it is named must its slot be there: a home is no custody, and may go later. */
export function findHome(
  look: Look,
  slot: SlotName,
  field: string,
  at: number,
): Result<{ home: { case: string; slot: number }; homeCaseId: string }> {
  const found = findSlot(look, slot, field);
  if (!found.ok) return found;
  const { caseId, slot: home } = found.value;
  const refusal = slotRefusal(foldCase(caseId, look.caseEntries(caseId)), home, endOf(at));
  return refusal ? refuse(refusal.code, { field, ...refusal.details }) : accept({ home, homeCaseId: caseId });
}

export function caseCode(look: Pick<Look, 'caseEntries'>, caseId: string): string {
  const code = look.caseEntries(caseId)[0]?.data.code;
  return typeof code === 'string' ? code : '';
}

/** Custody by the names of now: the events that led there keep those of their day. */
export function custodyNow(look: Pick<Look, 'holderEntries' | 'caseEntries'>, place: Place): CustodyJson {
  const then = custodyJson(place);
  if (place.kind === 'holder') return { ...then, holder: holderName(look, place.holderId) || then.holder };
  return place.kind === 'slot' ? { ...then, case: caseCode(look, place.caseId) || then.case } : then;
}

/** The asset as it stands after everything that had happened by `at`, inclusive. */
export function assetAt(entries: readonly Entry[], at: number): Asset {
  let asset: Asset = noAsset;
  for (const entry of entries) {
    if (entry.point.at > at) break;
    asset = evolveAsset(asset, assetFact(entry.type, entry.data), entry);
  }
  return asset;
}

/** The parts of one wish: a commit names the first that is wrong, a preview each of them. */
export function allOf<T extends readonly unknown[]>(
  ...parts: { readonly [K in keyof T]: Result<T[K]> }
):
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal; readonly others: readonly Refusal[] } {
  const [error, ...others] = parts.flatMap((part) => (part.ok ? [] : [part.error]));
  if (error) return { ok: false, error, others };
  // Each is right, so these are the values of the parts, in their order.
  return { ok: true, value: parts.flatMap((part) => (part.ok ? [part.value] : [])) as unknown as T };
}

/** A reason that says something. */
export function needReason(reason: string | undefined, field = 'reason'): Result<string> {
  const said = reason?.trim() ?? '';
  return isBlank(said) ? refuse('REASON_REQUIRED', { field }) : accept(said);
}

/** Is a code free, or already this asset's own? A code that another asset ever had stays taken. */
export function freeCode(look: Look, code: string, field: string, own: string | null): Result<null> {
  const owner = look.assetByCode(code);
  return owner === null || owner === own ? accept(null) : refuse('DUPLICATE', { field, value: code, entity: 'asset' });
}
