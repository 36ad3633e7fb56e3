import type { AssetAnswer } from '../../../shared/contract/answers.ts';
import { type AttributeLine, linesOf, readAttributes } from '../../parts/attributes.ts';

/** What is known of an asset besides its tag and its custody, in the order of the forms. */
export const detailNames = ['model', 'serial', 'barcode', 'manufacturer', 'modelCode', 'category', 'notes'] as const;
export type DetailName = (typeof detailNames)[number];

/** The details as a form holds them: empty text is nothing known; attributes are lines, of which some may be blank. */
export interface Details {
  readonly texts: Readonly<Record<DetailName, string>>;
  readonly attributes: readonly AttributeLine[];
}

export const NO_DETAILS: Details = {
  texts: { model: '', serial: '', barcode: '', manufacturer: '', modelCode: '', category: '', notes: '' },
  attributes: [],
};

export function detailsOf(
  asset: Readonly<Record<DetailName, string | null>> & Pick<AssetAnswer, 'attributes'>,
): Details {
  const { model, serial, barcode, manufacturer, modelCode, category, notes, attributes } = asset;
  return {
    texts: {
      model: model ?? '',
      serial: serial ?? '',
      barcode: barcode ?? '',
      manufacturer: manufacturer ?? '',
      modelCode: modelCode ?? '',
      category: category ?? '',
      notes: notes ?? '',
    },
    attributes: linesOf(attributes),
  };
}

/** Does no attribute stand twice? Otherwise nothing is sent: of two texts one would be lost. */
export const isWhole = ({ attributes }: Details): boolean => readAttributes(attributes).ok;

function attributesOf({ attributes }: Details): Readonly<Record<string, string>> {
  const read = readAttributes(attributes);
  return read.ok ? read.attributes : {};
}

/** The fields of an adding, of details that are whole: what is known, and nothing else. */
export function knownDetails(details: Details): Readonly<Record<string, unknown>> {
  const texts = detailNames.flatMap((name) => {
    const text = details.texts[name].trim();
    return text === '' ? [] : [[name, text]];
  });
  const attributes = attributesOf(details);
  return {
    ...Object.fromEntries(texts),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

/** The fields of a change, of details that are whole: those that differ; null takes a value away. */
export function changedDetails(before: Details, after: Details): Readonly<Record<string, unknown>> {
  const texts = detailNames.flatMap((name) => {
    const text = after.texts[name].trim();
    return text === before.texts[name].trim() ? [] : [[name, text === '' ? null : text]];
  });
  const [was, is] = [attributesOf(before), attributesOf(after)];
  const same = JSON.stringify(Object.entries(was).sort()) === JSON.stringify(Object.entries(is).sort());
  return { ...Object.fromEntries(texts), ...(same ? {} : { attributes: is }) };
}
