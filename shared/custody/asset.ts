import type { Entry, Point, Violation } from '../history/entry.ts';
import { comparePoints } from '../history/entry.ts';
import type { Refusal } from '../refusal.ts';
import { unreachable } from '../unreachable.ts';
import { type AssetFact, assetFact, slotPlace } from './assetFacts.ts';
import { custodyJson, LOST, type Place, RETIRED, type SlotPlace, samePlace, UNPLACED } from './place.ts';

export interface AssetDetails {
  readonly tag: string;
  readonly barcode: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly manufacturer: string | null;
  readonly modelCode: string | null;
  readonly category: string | null;
  readonly notes: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Where one asset stands at a point of the order. */
export type Asset =
  | { readonly exists: false }
  | {
      readonly exists: true;
      readonly details: AssetDetails;
      readonly place: Place;
      /** RFC 3339 UTC; only while a holder has it */
      readonly dueAt: string | null;
      readonly since: Point;
      /** the event that brought it where it is */
      readonly openedBy: string;
      readonly home: SlotPlace | null;
      readonly condition: string | null;
      /** was it ever in a slot or with a holder? After that, unplaced or lost is a gap. */
      readonly placedBefore: boolean;
    };

export const noAsset: Asset = { exists: false };

/**
 * Where a fact takes an asset, or null when it stays. `undefined` data in a fact that is only read for its place
 * cannot occur: facts are parsed.
 */
function destination(fact: AssetFact): Place | null {
  switch (fact.type) {
    case 'ASSET_ADDED':
    case 'ASSET_RETURNED':
    case 'ASSET_FOUND':
      return fact.data.slot ? { kind: 'slot', ...slotPlace(fact.data.slot, fact.data.caseId) } : UNPLACED;
    case 'ASSET_PLACED':
    case 'ASSET_MOVED':
      return { kind: 'slot', ...slotPlace(fact.data.slot, fact.data.caseId) };
    case 'ASSET_ISSUED':
    case 'ASSET_TRANSFERRED':
      return { kind: 'holder', holderId: fact.data.holderId, holder: fact.data.holder };
    case 'SLOT_VACATED':
      return UNPLACED;
    case 'ASSET_LOST':
      return LOST;
    case 'ASSET_REPLACED':
    case 'ASSET_RETIRED':
      return RETIRED;
    case 'ASSET_INSPECTED':
    case 'ASSET_CHANGED':
      return null;
    default:
      return unreachable(fact);
  }
}

/** From which custody each event may lead on. Anything else is an illegal transition. */
const legalFrom: { readonly [T in AssetFact['type']]: readonly Place['kind'][] } = {
  ASSET_ADDED: [],
  ASSET_PLACED: ['unplaced'],
  ASSET_MOVED: ['slot'],
  ASSET_ISSUED: ['slot', 'unplaced'],
  ASSET_RETURNED: ['holder'],
  ASSET_TRANSFERRED: ['holder'],
  SLOT_VACATED: ['slot'],
  ASSET_REPLACED: ['slot', 'holder'],
  ASSET_RETIRED: ['unplaced', 'slot', 'lost'],
  ASSET_LOST: ['unplaced', 'slot', 'holder'],
  ASSET_FOUND: ['lost'],
  ASSET_INSPECTED: ['unplaced', 'slot', 'holder'],
  ASSET_CHANGED: ['unplaced', 'slot', 'holder', 'lost', 'retired'],
};

/** The fold knows a place by the name that it had then: whoever speaks of it finds the name of now by the id. */
function idOf(place: Place): { readonly holderId?: string; readonly caseId?: string } {
  if (place.kind === 'holder') return { holderId: place.holderId };
  return place.kind === 'slot' ? { caseId: place.caseId } : {};
}

/** Does the asset's own custody allow this fact? Slots, seals and holders are judged across streams. */
function transitionRefusal(asset: Asset, fact: AssetFact): Refusal | null {
  if (!asset.exists) {
    return fact.type === 'ASSET_ADDED' ? null : { code: 'NOT_FOUND', details: { entity: 'asset', notYet: true } };
  }
  const illegal = (): Refusal => ({
    code: 'ILLEGAL_TRANSITION',
    details: { tag: asset.details.tag, type: fact.type, custody: custodyJson(asset.place), ...idOf(asset.place) },
  });
  if (!legalFrom[fact.type].includes(asset.place.kind)) return illegal();
  const to = destination(fact);
  if ((fact.type === 'ASSET_MOVED' || fact.type === 'ASSET_TRANSFERRED') && to && samePlace(asset.place, to)) {
    return illegal();
  }
  if (
    fact.type === 'SLOT_VACATED' &&
    !samePlace(asset.place, { kind: 'slot', ...slotPlace(fact.data.slot, fact.data.caseId) })
  ) {
    return illegal();
  }
  return null;
}

/** Folds one fact in, whatever was before: it has already happened. */
export function evolveAsset(asset: Asset, fact: AssetFact, entry: Pick<Entry, 'eventId' | 'point'>): Asset {
  const to = destination(fact);
  if (fact.type === 'ASSET_ADDED') {
    const { data } = fact;
    const place = to ?? UNPLACED;
    return {
      exists: true,
      details: {
        tag: data.tag,
        barcode: data.barcode ?? null,
        model: data.model ?? null,
        serial: data.serial ?? null,
        manufacturer: data.manufacturer ?? null,
        modelCode: data.modelCode ?? null,
        category: data.category ?? null,
        notes: data.notes ?? null,
        attributes: data.attributes ?? {},
      },
      place,
      dueAt: null,
      since: entry.point,
      openedBy: entry.eventId,
      home: namedHome(data) ?? (place.kind === 'slot' ? slotOf(place) : null),
      condition: null,
      placedBefore: place.kind === 'slot',
    };
  }
  if (!asset.exists) return asset;
  const next = { ...asset, condition: conditionAfter(asset.condition, fact) };
  if (to !== null) {
    const dueAt = fact.type === 'ASSET_ISSUED' || fact.type === 'ASSET_TRANSFERRED' ? (fact.data.dueAt ?? null) : null;
    const movesHome = (fact.type === 'ASSET_PLACED' || fact.type === 'ASSET_MOVED') && to.kind === 'slot';
    const home = 'home' in fact.data && fact.data.home ? namedHome(fact.data) : null;
    return {
      ...next,
      place: to,
      dueAt,
      since: entry.point,
      openedBy: entry.eventId,
      home: home ?? (movesHome ? slotOf(to) : asset.home),
      placedBefore: asset.placedBefore || to.kind === 'slot' || to.kind === 'holder',
    };
  }
  if (fact.type !== 'ASSET_CHANGED') return next;
  const { home, homeCaseId: _, ...set } = fact.data;
  const details = { ...asset.details };
  for (const [field, value] of Object.entries(set)) {
    if (value === undefined) continue;
    Object.assign(details, { [field]: field === 'attributes' ? (value ?? {}) : value });
  }
  return { ...next, details, home: home === undefined ? asset.home : home === null ? null : namedHome(fact.data) };
}

const slotOf = ({ caseId, case: code, slot }: SlotPlace): SlotPlace => ({ caseId, case: code, slot });

function namedHome(data: {
  home?: { case: string; slot: number } | null | undefined;
  homeCaseId?: string | undefined;
}) {
  return data.home ? slotPlace(data.home, data.homeCaseId) : null;
}

function conditionAfter(before: string | null, fact: AssetFact): string | null {
  return 'condition' in fact.data && fact.data.condition ? fact.data.condition : before;
}

/** One uninterrupted stay of an asset, half-open: from its opening event up to, without, its closing one. */
export interface Stay {
  readonly assetId: string;
  readonly place: Place;
  readonly from: Point;
  readonly openedBy: string;
  /** null: it is still there */
  readonly to: Point | null;
  readonly closedBy: string | null;
  readonly dueAt: string | null;
  /** unplaced or lost after the first placing: who had it cannot be proven */
  readonly gap: boolean;
}

/** A change of custody as it is judged across streams. */
export interface Move {
  readonly entry: Entry;
  readonly type: AssetFact['type'];
  readonly from: Place | null;
  readonly to: Place;
  readonly tag: string;
}

/** What an asset was and where it belonged for a while that is over, half-open. */
export interface Former {
  readonly details: AssetDetails;
  readonly home: SlotPlace | null;
  readonly condition: string | null;
  /** ms since 1970 UTC */
  readonly from: number;
  readonly to: number;
}

export interface AssetHistory {
  readonly assetId: string;
  readonly asset: Asset;
  readonly stays: readonly Stay[];
  /** oldest first, each beginning where the one before ends; what holds now is `asset` */
  readonly formers: readonly Former[];
  readonly moves: readonly Move[];
  readonly violations: readonly Violation[];
}

/**
 * Reads one asset's effective history, oldest first. An event that breaks the asset's own rules is reported and
 * passed over, so that everything behind it is still judged.
 *
 * @param entries  effective entries of this asset in the one order
 */
export function foldAsset(assetId: string, entries: readonly Entry[]): AssetHistory {
  let asset: Asset = noAsset;
  const stays: Stay[] = [];
  const formers: Former[] = [];
  const moves: Move[] = [];
  const violations: Violation[] = [];
  for (const entry of entries) {
    const fact = assetFact(entry.type, entry.data);
    const refusal = transitionRefusal(asset, fact);
    if (refusal) {
      violations.push({ entry, refusal });
      continue;
    }
    const before = asset;
    asset = evolveAsset(asset, fact, entry);
    if (before.exists && asset.exists && differs(before, asset)) {
      const from = formers.at(-1)?.to ?? entries[0]?.point.at ?? 0;
      const { details, home, condition } = before;
      // What lasted for no time was so at no moment.
      if (from < entry.point.at) formers.push({ details, home, condition, from, to: entry.point.at });
    }
    if (!asset.exists || (before.exists && before.openedBy === asset.openedBy)) continue;
    moves.push({
      entry,
      type: fact.type,
      from: before.exists ? before.place : null,
      to: asset.place,
      tag: asset.details.tag,
    });
    if (before.exists) stays.push(stayOf(assetId, before, entry));
  }
  if (asset.exists) stays.push(stayOf(assetId, asset, null));
  return { assetId, asset, stays, formers, moves, violations };
}

/** Is it another thing now, or does it belong elsewhere? Where it is does not count. */
function differs(a: Extract<Asset, { exists: true }>, b: Extract<Asset, { exists: true }>): boolean {
  return (
    a.details !== b.details ||
    a.condition !== b.condition ||
    a.home?.caseId !== b.home?.caseId ||
    a.home?.slot !== b.home?.slot
  );
}

function stayOf(assetId: string, asset: Extract<Asset, { exists: true }>, closing: Entry | null): Stay {
  return {
    assetId,
    place: asset.place,
    from: asset.since,
    openedBy: asset.openedBy,
    to: closing?.point ?? null,
    closedBy: closing?.eventId ?? null,
    dueAt: asset.dueAt,
    gap: asset.placedBefore && (asset.place.kind === 'unplaced' || asset.place.kind === 'lost'),
  };
}

/** Was the asset there at this point of the order? At its own opening: yes; at its own closing: no more. */
export function staysAt(stay: Pick<Stay, 'from' | 'to'>, point: Point): boolean {
  return comparePoints(stay.from, point) <= 0 && (stay.to === null || comparePoints(point, stay.to) < 0);
}
