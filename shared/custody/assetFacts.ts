import { z } from 'zod';
import type { SlotPlace } from './place.ts';

/**
 * What can have happened to an asset: the data of each event type, as it lies in the log. A shipped form is never
 * narrowed; a new meaning gets a new type.
 */

const slot = z.object({ case: z.string(), slot: z.number() });
const homeFields = { home: slot.nullable().optional(), homeCaseId: z.string().optional() };
const text = z.string().optional();
const erasableText = z.string().nullable().optional();
const details = {
  barcode: text,
  model: text,
  serial: text,
  manufacturer: text,
  modelCode: text,
  category: text,
  notes: text,
  attributes: z.record(z.string(), z.string()).optional(),
};

export const assetFactForms = {
  ASSET_ADDED: z.object({ tag: z.string(), ...details, slot: slot.nullable().optional(), caseId: text, ...homeFields }),
  ASSET_PLACED: z.object({ slot, caseId: z.string(), ...homeFields }),
  ASSET_MOVED: z.object({ slot, caseId: z.string(), ...homeFields }),
  ASSET_ISSUED: z.object({
    holder: z.string(),
    holderId: z.string(),
    dueAt: erasableText,
    purpose: erasableText,
    condition: erasableText,
    ...homeFields,
  }),
  ASSET_RETURNED: z.object({
    slot: slot.nullable().optional(),
    caseId: text,
    broughtBy: erasableText,
    condition: erasableText,
  }),
  ASSET_TRANSFERRED: z.object({
    holder: z.string(),
    holderId: z.string(),
    dueAt: erasableText,
    condition: erasableText,
  }),
  SLOT_VACATED: z.object({ slot, caseId: z.string(), reason: z.string() }),
  ASSET_REPLACED: z.object({ replacement: z.string(), replacementId: z.string(), reason: z.string() }),
  ASSET_RETIRED: z.object({ reason: z.string() }),
  ASSET_LOST: z.object({ reason: z.string() }),
  ASSET_FOUND: z.object({ slot: slot.nullable().optional(), caseId: text }),
  ASSET_INSPECTED: z.object({ condition: z.string(), seal: erasableText }),
  ASSET_CHANGED: z.object({
    barcode: erasableText,
    model: erasableText,
    serial: erasableText,
    manufacturer: erasableText,
    modelCode: erasableText,
    category: erasableText,
    notes: erasableText,
    attributes: z.record(z.string(), z.string()).nullable().optional(),
    ...homeFields,
  }),
} as const;

export type AssetFactType = keyof typeof assetFactForms;
export type AssetFact = {
  [T in AssetFactType]: { readonly type: T; readonly data: z.infer<(typeof assetFactForms)[T]> };
}[AssetFactType];

function isAssetFactType(type: string): type is AssetFactType {
  return Object.hasOwn(assetFactForms, type);
}

/** @throws when the data is not of the type's form: the log holds what no version of the app wrote */
export function assetFact(type: string, data: unknown): AssetFact {
  if (!isAssetFactType(type)) throw new Error(`${type} is no event of an asset`);
  // The one cast: TypeScript cannot see that a form and its type's name share their key.
  return { type, data: assetFactForms[type].parse(data) } as AssetFact;
}

/** A slot as data names it, with the case's id beside it. */
export function slotPlace(slot: { case: string; slot: number }, caseId: string | undefined): SlotPlace {
  if (caseId === undefined) throw new Error(`slot ${slot.case}/${slot.slot} has no case id beside it`);
  return { caseId, case: slot.case, slot: slot.slot };
}
