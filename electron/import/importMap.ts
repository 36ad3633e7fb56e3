import { z } from 'zod';
import { slotCount } from '../../shared/contract/fields.ts';
import {
  type AssetField,
  assetFields,
  type HolderField,
  holderFields,
  type ImportKind,
} from '../../shared/import/importForm.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { nameKey } from '../../shared/text.ts';
import type { Table } from './tableOf.ts';

/** A column, or several of which the first that is not empty in a row counts. */
const source = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(20)]);

const assetMap = z
  .strictObject({
    tag: source.optional(),
    barcode: source.optional(),
    serial: source.optional(),
    model: source.optional(),
    manufacturer: source.optional(),
    modelCode: source.optional(),
    category: source.optional(),
    notes: source.optional(),
    case: source.optional(),
    slot: source.optional(),
    /** of the case */
    place: source.optional(),
    home: source.optional(),
    /** how many slots a case has that the import adds, by case code */
    slots: z.record(z.string(), slotCount).optional(),
  } satisfies Record<AssetField | 'slots', z.ZodType>)
  .refine((map) => map.tag !== undefined || map.barcode !== undefined, {
    path: ['tag'],
    message: 'must name a column: an asset is known by its tag (or its barcode)',
  });

const holderMap = z.strictObject({
  name: source,
  reference: source.optional(),
  organisation: source.optional(),
  contact: source.optional(),
} satisfies Record<HolderField, z.ZodType>);

type Source = z.output<typeof source>;

/** Where the values of a row are found. */
export interface Reading {
  /** by our field: positions in the row's cells, in the order in which they are asked */
  readonly positions: ReadonlyMap<AssetField | HolderField, readonly number[]>;
  /** the table's column names, by position */
  readonly columns: readonly string[];
  /** positions that no field reads */
  readonly rest: readonly number[];
  /** how many slots a case has that the import adds, by normalised case code; empty for holders */
  readonly slots: ReadonlyMap<string, { readonly code: string; readonly slots: number }>;
}

/**
 * Holds a map against a table.
 *
 * @param map  our field → their column or columns, for assets also `slots`; straight from a file or the window
 * @returns how to read a row; INVALID naming the field of the map that is unknown or malformed, or the column that
 *   the table does not have
 */
export function readMap(kind: ImportKind, map: unknown, table: Table): Result<Reading> {
  const parsed = (kind === 'assets' ? assetMap : holderMap).safeParse(map);
  if (!parsed.success) return refuse('INVALID', wrongMap(parsed.error, kind));
  const given: { readonly [F in AssetField | HolderField]?: Source | undefined } = parsed.data;
  const slots = 'slots' in parsed.data ? parsed.data.slots : undefined;

  const positions = new Map<AssetField | HolderField, readonly number[]>();
  for (const field of kind === 'assets' ? assetFields : holderFields) {
    const from = given[field];
    if (from === undefined) continue;
    const found = findColumns(field, from, table);
    if (!found.ok) return found;
    positions.set(field, found.value);
  }
  const read = new Set([...positions.values()].flat());
  return accept({
    positions,
    columns: table.columns,
    rest: table.columns.flatMap((_, at) => (read.has(at) ? [] : [at])),
    slots: new Map(Object.entries(slots ?? {}).map(([code, count]) => [nameKey(code), { code, slots: count }])),
  });
}

/** Of several columns the file may lack some: one map reads the lists of several people. */
function findColumns(field: string, from: Source, table: Table): Result<readonly number[]> {
  const names = [from].flat();
  const positions = names.map((name) => table.columns.indexOf(name.trim())).filter((at) => at >= 0);
  if (positions.length > 0) return accept(positions);
  const asked = names.map((name) => `"${name}"`).join(' or ');
  const why = `is read from column ${asked}, which the file does not have`;
  return refuse('INVALID', { field, why, column: names[0], columns: table.columns });
}

function wrongMap(error: z.ZodError, kind: ImportKind): Readonly<Record<string, unknown>> {
  const [issue] = error.issues;
  if (!issue) return { field: 'map', why: 'is no map' };
  if (issue.code === 'unrecognized_keys') {
    const known = kind === 'assets' ? [...assetFields, 'slots'] : holderFields;
    return { field: issue.keys[0], why: `is no field of ${kind}; these are: ${known.join(', ')}` };
  }
  const path = issue.path.join('.');
  if (path === '') return { field: 'map', why: 'must be an object of our field → their column' };
  const why = path.startsWith('slots')
    ? 'must be a number of slots from 1 to 1000 by case code, as in {"3": 30}'
    : issue.message.startsWith('must name')
      ? issue.message
      : 'must be the name of a column, or a list of such names';
  return { field: path, why };
}
