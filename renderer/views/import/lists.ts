import { z } from 'zod';
import { type ImportKind, importKinds } from '../../../shared/import/importForm.ts';
import { type ColumnMap, mapFor, signatureOf } from '../../../shared/import/suggestMap.ts';

/** How a list was read. Kept by this laptop, outside the record. */
export interface KnownList {
  readonly signature: string;
  readonly kind: ImportKind;
  readonly map: ColumnMap;
}

const KEY = 'assettrack.import.lists';
/** Lists that are remembered, the last used first. */
const KEPT = 30;
const form = z.array(
  z.object({
    signature: z.string(),
    kind: z.enum(importKinds),
    map: z.record(z.string(), z.array(z.string())),
  }),
);

function known(storage: Pick<Storage, 'getItem'>): readonly KnownList[] {
  try {
    return form.parse(JSON.parse(storage.getItem(KEY) ?? '[]'));
  } catch {
    return [];
  }
}

/** How a list with these columns was read last; null: it was never imported here. */
export function knownList(
  columns: readonly string[],
  storage: Pick<Storage, 'getItem'> = localStorage,
): KnownList | null {
  const signature = signatureOf(columns);
  const found = known(storage).find((list) => list.signature === signature);
  return found ? { ...found, map: mapFor(found.map, columns) } : null;
}

/** Remembers how a list was read, for the next list with these columns. */
export function rememberList(
  columns: readonly string[],
  kind: ImportKind,
  map: ColumnMap,
  storage: Storage = localStorage,
): void {
  const signature = signatureOf(columns);
  const others = known(storage).filter((list) => list.signature !== signature);
  storage.setItem(KEY, JSON.stringify([{ signature, kind, map }, ...others].slice(0, KEPT)));
}
