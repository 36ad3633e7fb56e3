/** A slot of a case: the code for people, the id for the fold. */
export interface SlotPlace {
  readonly caseId: string;
  readonly case: string;
  readonly slot: number;
}

/** Who or what has an asset. */
export type Place =
  | ({ readonly kind: 'slot' } & SlotPlace)
  | { readonly kind: 'holder'; readonly holderId: string; readonly holder: string }
  | { readonly kind: 'unplaced' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'retired' };

export const custodyStatuses = ['unplaced', 'slot', 'holder', 'lost', 'retired'] as const;
export type CustodyStatus = (typeof custodyStatuses)[number];

export const UNPLACED: Place = { kind: 'unplaced' };
export const LOST: Place = { kind: 'lost' };
export const RETIRED: Place = { kind: 'retired' };

export function samePlace(a: Place, b: Place): boolean {
  if (a.kind === 'slot' && b.kind === 'slot') return a.caseId === b.caseId && a.slot === b.slot;
  if (a.kind === 'holder' && b.kind === 'holder') return a.holderId === b.holderId;
  return a.kind === b.kind;
}

/** Custody as refusals and previews name it. */
export interface CustodyJson {
  readonly status: CustodyStatus;
  readonly case: string | null;
  readonly slot: number | null;
  readonly holder: string | null;
}

export function custodyJson(place: Place): CustodyJson {
  return {
    status: place.kind,
    case: place.kind === 'slot' ? place.case : null,
    slot: place.kind === 'slot' ? place.slot : null,
    holder: place.kind === 'holder' ? place.holder : null,
  };
}
