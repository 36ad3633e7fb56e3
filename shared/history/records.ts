import type { CaseState } from '../case/caseHistory.ts';
import type { Asset } from '../custody/asset.ts';
import type { SlotPlace } from '../custody/place.ts';
import { custodyJson } from '../custody/place.ts';
import type { JsonObject } from '../event.ts';
import type { HolderState } from '../holder/holderHistory.ts';

/** Entities as flat records of fields, for the field-level before → after that every event leaves. */

const slotJson = (home: SlotPlace | null) => (home ? { case: home.case, slot: home.slot } : null);

export function assetRecord(asset: Asset): JsonObject {
  if (!asset.exists) return {};
  const { details, place, dueAt, home, condition } = asset;
  const { attributes, ...known } = details;
  const { status, case: code, slot, holder } = custodyJson(place);
  return {
    ...known,
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`attributes.${name}`, value])),
    status,
    slot: code === null ? null : { case: code, slot },
    holder,
    dueAt,
    home: slotJson(home),
    condition,
  };
}

export function caseRecord(state: CaseState): JsonObject {
  if (!state.exists) return {};
  const { code, name, slots, labels, place, seal, retired, lastCheck } = state;
  return {
    code,
    name,
    slots,
    place,
    ...Object.fromEntries(Object.entries(labels).map(([slot, text]) => [`labels.${slot}`, text])),
    seal: seal?.number ?? null,
    retired: retired || null,
    lastCheck: lastCheck ? { missing: lastCheck.missing, extra: lastCheck.extra } : null,
  };
}

export function holderRecord(state: HolderState): JsonObject {
  if (!state.exists) return {};
  const { name, reference, organisation, contact, active } = state;
  return { name, reference, organisation, contact, active: active ? null : false };
}
