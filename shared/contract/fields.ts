import { z } from 'zod';
import { isStorable, tagKey } from '../text.ts';
import { formatInstant, parseInstant } from '../time.ts';

/** The fields that commands and queries are made of. Lengths are in UTF-16 code units. */

const storable = (text: string): boolean => isStorable(text);
const NOT_STORABLE = 'is not well-formed Unicode, or has a NUL';

/** Text that may be empty: notes, places, descriptions. */
export const freeText = (max: number) => z.string().max(max).refine(storable, NOT_STORABLE);

/** Text that says something: trimmed, never empty. */
export const label = (max: number) =>
  z.string().trim().min(1, { error: 'must not be empty', abort: true }).max(max).refine(storable, NOT_STORABLE);

/** A tag or barcode as it was written; spaces and dashes alone are none. */
export const tag = label(80).refine((text) => tagKey(text) !== '', 'has no letter or digit');
export const caseCode = label(40);
export const personName = label(120);
/** Absent or blank is no error of form: the rules answer REASON_REQUIRED. */
export const reason = z.string().max(2000).refine(storable, NOT_STORABLE).optional();
export const note = freeText(2000);
export const uuid = z.uuid();

const slotNumber = z.number().int().min(1).max(10_000);
export const slot = z.strictObject({ case: caseCode, slot: slotNumber });
export type SlotName = z.infer<typeof slot>;

export const condition = z.enum(['good', 'worn', 'damaged', 'failed']);

/** RFC 3339 with an offset; kept as written, because the offset is recorded for people. */
export const instant = z
  .string()
  .max(40)
  .refine((text) => parseInstant(text) !== null, 'is no date-time with an offset, like 2026-11-21T14:30:00+01:00');

/** A moment that is stored inside an event's data: RFC 3339 in UTC with milliseconds. */
export const storedInstant = instant.transform((text) => formatInstant(parseInstant(text)?.at ?? 0));

export const slotCount = z.number().int().min(1).max(1000);

/** Slot labels by slot number; a list is read as the labels of slot 1, 2, 3 … */
export const slotLabels = z.union([
  z.record(z.string().regex(/^[1-9]\d{0,3}$/, 'is no slot number'), label(60)),
  z
    .array(label(60))
    .max(1000)
    .transform((list) => Object.fromEntries(list.map((text, i) => [String(i + 1), text]))),
]);

const attributeName = label(120).refine((name) => name !== '__proto__', 'is not allowed as a name');
const attributes = z
  .record(attributeName, freeText(4000))
  .refine((all) => Object.keys(all).length <= 100, 'has more than 100 attributes');

/** May be absent, or null, which takes the value away. */
export const erasable = <T extends z.ZodType>(field: T) => field.nullable().optional();

const ofAsset = z.object({
  barcode: tag,
  model: freeText(200),
  serial: freeText(120),
  manufacturer: freeText(120),
  modelCode: freeText(120),
  category: freeText(120),
  notes: freeText(4000),
  attributes,
});

/** What is known of an asset besides its tag and its custody, where it is new. */
export const assetDetails = ofAsset.partial().shape;

/** The same, where it is changed or corrected. */
export const assetChanges = {
  barcode: erasable(ofAsset.shape.barcode),
  model: erasable(ofAsset.shape.model),
  serial: erasable(ofAsset.shape.serial),
  manufacturer: erasable(ofAsset.shape.manufacturer),
  modelCode: erasable(ofAsset.shape.modelCode),
  category: erasable(ofAsset.shape.category),
  notes: erasable(ofAsset.shape.notes),
  attributes: erasable(ofAsset.shape.attributes),
} as const;

export const caseName = freeText(120);
/** Where a case stands, or where something was handed over. */
export const place = freeText(200);

/** What is changed or corrected of a case. */
export const caseChanges = {
  name: erasable(caseName),
  slots: slotCount.optional(),
  labels: erasable(slotLabels),
  place: erasable(place),
} as const;

export const reference = freeText(120);
export const organisation = freeText(200);
export const contact = freeText(200);

/** What is changed or corrected of a holder. */
export const holderChanges = {
  name: personName.optional(),
  reference: erasable(reference),
  organisation: erasable(organisation),
  contact: erasable(contact),
} as const;

export const purpose = freeText(500);
export const sealNumber = label(80);

export const pin = z.string().regex(/^\d{6,12}$/, 'must be 6 to 12 digits');
