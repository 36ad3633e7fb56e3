import { z } from 'zod';
import type { caseFactForms } from '../case/caseHistory.ts';
import * as f from '../contract/fields.ts';
import type { assetFactForms } from '../custody/assetFacts.ts';
import type { holderFactForms } from '../holder/holderHistory.ts';

const erasable = <T extends z.ZodType>(field: T) => field.nullable().optional();
const slotOrNone = f.slot.nullable().optional();
const details = {
  barcode: erasable(f.tag),
  model: erasable(f.freeText(200)),
  serial: erasable(f.freeText(120)),
  manufacturer: erasable(f.freeText(120)),
  modelCode: erasable(f.freeText(120)),
  category: erasable(f.freeText(120)),
  notes: erasable(f.freeText(4000)),
  attributes: erasable(f.attributes),
};
const said = f.label(2000).optional();

/** What a correction may set, by the type of what it supersedes; null takes an optional value away. */
export const correctable = {
  ASSET_ADDED: { tag: f.tag.optional(), ...details, slot: slotOrNone, home: slotOrNone },
  ASSET_PLACED: { slot: f.slot.optional(), home: slotOrNone },
  ASSET_MOVED: { slot: f.slot.optional(), home: slotOrNone },
  ASSET_ISSUED: {
    holder: f.personName.optional(),
    dueAt: erasable(f.storedInstant),
    purpose: erasable(f.freeText(500)),
    condition: erasable(f.condition),
    home: slotOrNone,
  },
  ASSET_RETURNED: { slot: slotOrNone, broughtBy: erasable(f.personName), condition: erasable(f.condition) },
  ASSET_TRANSFERRED: {
    holder: f.personName.optional(),
    dueAt: erasable(f.storedInstant),
    condition: erasable(f.condition),
  },
  SLOT_VACATED: { slot: f.slot.optional(), reason: said },
  ASSET_REPLACED: { replacement: f.tag.optional(), reason: said },
  ASSET_RETIRED: { reason: said },
  ASSET_LOST: { reason: said },
  ASSET_FOUND: { slot: slotOrNone },
  ASSET_INSPECTED: { condition: f.condition.optional(), seal: erasable(f.label(80)) },
  ASSET_CHANGED: { ...details, home: slotOrNone },
  CASE_ADDED: {
    code: f.caseCode.optional(),
    name: erasable(f.freeText(120)),
    slots: f.slotCount.optional(),
    labels: erasable(f.slotLabels),
    place: erasable(f.freeText(200)),
  },
  CASE_CHANGED: {
    name: erasable(f.freeText(120)),
    slots: f.slotCount.optional(),
    labels: erasable(f.slotLabels),
    place: erasable(f.freeText(200)),
  },
  CASE_SEALED: { seal: f.label(80).optional(), reason: erasable(f.freeText(2000)) },
  CASE_UNSEALED: { seal: f.label(80).optional(), reason: erasable(f.freeText(2000)) },
  CASE_CHECKED: { seen: z.array(f.tag).max(2000).optional() },
  CASE_RETIRED: { reason: said },
  HOLDER_ADDED: {
    name: f.personName.optional(),
    reference: erasable(f.freeText(120)),
    organisation: erasable(f.freeText(200)),
    contact: erasable(f.freeText(200)),
  },
  HOLDER_CHANGED: {
    name: f.personName.optional(),
    reference: erasable(f.freeText(120)),
    organisation: erasable(f.freeText(200)),
    contact: erasable(f.freeText(200)),
  },
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
    note: erasable(f.note),
    ...(otherAsset ? { asset: f.tag.optional() } : {}),
    ...correctable[type],
  });
}
