import { z } from 'zod';
import type { caseFactForms } from '../case/caseHistory.ts';
import * as f from '../contract/fields.ts';
import type { assetFactForms } from '../custody/assetFacts.ts';
import type { holderFactForms } from '../holder/holderHistory.ts';

const slotOrNone = f.erasable(f.slot);
const said = f.label(2000).optional();

/** What a correction may set, by the type of what it supersedes; null takes an optional value away. */
export const correctable = {
  ASSET_ADDED: { tag: f.tag.optional(), ...f.assetChanges, slot: slotOrNone, home: slotOrNone },
  ASSET_PLACED: { slot: f.slot.optional(), home: slotOrNone },
  ASSET_MOVED: { slot: f.slot.optional(), home: slotOrNone },
  ASSET_ISSUED: {
    holder: f.personName.optional(),
    dueAt: f.erasable(f.storedInstant),
    purpose: f.erasable(f.purpose),
    condition: f.erasable(f.condition),
    home: slotOrNone,
  },
  ASSET_RETURNED: { slot: slotOrNone, broughtBy: f.erasable(f.personName), condition: f.erasable(f.condition) },
  ASSET_TRANSFERRED: {
    holder: f.personName.optional(),
    dueAt: f.erasable(f.storedInstant),
    condition: f.erasable(f.condition),
  },
  SLOT_VACATED: { slot: f.slot.optional(), reason: said },
  ASSET_REPLACED: { replacement: f.tag.optional(), reason: said },
  ASSET_RETIRED: { reason: said },
  ASSET_LOST: { reason: said },
  ASSET_FOUND: { slot: slotOrNone },
  ASSET_INSPECTED: { condition: f.condition.optional(), seal: f.erasable(f.sealNumber) },
  ASSET_CHANGED: { ...f.assetChanges, home: slotOrNone },
  CASE_ADDED: { code: f.caseCode.optional(), ...f.caseChanges },
  CASE_CHANGED: f.caseChanges,
  CASE_SEALED: { seal: f.sealNumber.optional(), reason: f.erasable(f.freeText(2000)) },
  CASE_UNSEALED: { seal: f.sealNumber.optional(), reason: f.erasable(f.freeText(2000)) },
  CASE_CHECKED: { seen: z.array(f.tag).max(2000).optional() },
  CASE_RETIRED: { reason: said },
  HOLDER_ADDED: f.holderChanges,
  HOLDER_CHANGED: f.holderChanges,
  HOLDER_DEACTIVATED: { reason: said },
} as const satisfies {
  readonly [T in
    | keyof typeof assetFactForms
    | keyof typeof caseFactForms
    | keyof typeof holderFactForms]: z.core.$ZodLooseShape;
};

export type CorrectableType = keyof typeof correctable;

/** Events of cases, assets and holders; a correction of one is of its type, too. */
export function isCorrectable(type: string): type is CorrectableType {
  return Object.hasOwn(correctable, type);
}

/** What a correction of an event of this type may set: when, the note, which asset, and its own fields. */
export function correctionForm(type: CorrectableType) {
  const otherAsset = !type.startsWith('CASE_') && !type.startsWith('HOLDER_') && type !== 'ASSET_ADDED';
  return z.strictObject({
    occurredAt: f.instant.optional(),
    note: f.erasable(f.note),
    ...(otherAsset ? { asset: f.tag.optional() } : {}),
    ...correctable[type],
  });
}
