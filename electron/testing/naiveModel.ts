import type { EventJson } from '../../shared/event.ts';

/**
 * The domain a second time, as simply as it can be said: take all events of all streams that nothing supersedes, put
 * them into one order, and walk it from the beginning with plain maps. It is slow and keeps nothing between two
 * questions. The property tests hold the app against it, so it shares no code with the app's fold, judge or deciders.
 */

/** The columns that decide what is true. `hlc` of what is only proposed is `~…`, which sorts after every real one. */
export type LogEvent = Pick<
  EventJson,
  | 'eventId'
  | 'deviceId'
  | 'streamType'
  | 'streamId'
  | 'type'
  | 'occurredAt'
  | 'receivedAt'
  | 'hlc'
  | 'data'
  | 'note'
  | 'supersedesEventId'
>;

export interface Place {
  readonly caseId: string;
  readonly slot: number;
}

export type Where =
  | { readonly status: 'unplaced' | 'lost' | 'retired' }
  | ({ readonly status: 'slot' } & Place)
  | { readonly status: 'holder'; readonly holderId: string; readonly dueAt: string | null };

export interface AssetState {
  readonly id: string;
  readonly tag: string;
  readonly barcode: string | null;
  readonly where: Where;
  readonly since: number;
  readonly openedBy: string;
  readonly home: Place | null;
}

export interface CaseState {
  readonly id: string;
  readonly code: string;
  readonly slots: number;
  readonly sealed: boolean;
  readonly retired: boolean;
}

export interface HolderState {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

export interface World {
  readonly assets: Map<string, AssetState>;
  readonly cases: Map<string, CaseState>;
  readonly holders: Map<string, HolderState>;
}

/** An effective event in its place in the one order; `hlc` and `deviceId` are those of the first of its chain. */
export interface Fact {
  readonly eventId: string;
  readonly at: number;
  readonly hlc: string;
  readonly deviceId: string;
  readonly type: string;
  readonly streamId: string;
  readonly data: EventJson['data'];
}

/** A rule that a fact breaks, and the codes that may name it. */
export interface Fault {
  readonly fact: Fact;
  readonly codes: readonly string[];
}

export interface Walk {
  readonly world: World;
  readonly faults: readonly Fault[];
}

const FACT_STREAMS: readonly string[] = ['asset', 'case', 'holder'];
const NO_FACT: readonly string[] = ['EVENT_VOIDED', 'EVENT_FLAGGED', 'EVENT_FLAG_DISMISSED'];

export const normalTag = (tag: string): string => tag.replace(/[\s-]/g, '').toUpperCase();
export const normalName = (name: string): string => name.trim().toLowerCase();

/** What no other event supersedes, in the one order. */
export function effectiveFacts(events: readonly LogEvent[]): Fact[] {
  const byId = new Map(events.map((event) => [event.eventId, event]));
  const superseded = new Set(events.map((event) => event.supersedesEventId));
  const first = (event: LogEvent): LogEvent => {
    const earlier = event.supersedesEventId === null ? undefined : byId.get(event.supersedesEventId);
    return earlier ? first(earlier) : event;
  };
  return events
    .filter((event) => FACT_STREAMS.includes(event.streamType) && !NO_FACT.includes(event.type))
    .filter((event) => !superseded.has(event.eventId))
    .map((event) => {
      const { hlc, deviceId } = first(event);
      const { eventId, type, streamId, data } = event;
      return { eventId, at: Date.parse(event.occurredAt), hlc, deviceId, type, streamId, data };
    })
    .sort((a, b) => a.at - b.at || compare(a.hlc, b.hlc) || compare(a.deviceId, b.deviceId));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Walks the order; a fact that breaks a rule is noted and left out, so that all faults are found. */
export function walk(facts: readonly Fact[], after?: (world: World, fact: Fact) => void): Walk {
  const world: World = { assets: new Map(), cases: new Map(), holders: new Map() };
  const faults: Fault[] = [];
  for (const fact of facts) {
    const codes = take(world, fact);
    if (codes.length > 0) faults.push({ fact, codes });
    else after?.(world, fact);
  }
  return { world, faults };
}

/** Is the whole effective order legal from beginning to end? */
export function isLegal(events: readonly LogEvent[]): boolean {
  return walk(effectiveFacts(events)).faults.length === 0;
}

/** The world as of `at` (ms, inclusive). */
export function worldAt(events: readonly LogEvent[], at: number): World {
  return walk(effectiveFacts(events).filter((fact) => fact.at <= at)).world;
}

/** Checks one fact against the world and lets it happen; gives the codes of the rules it breaks, and then changes nothing. */
function take(world: World, fact: Fact): readonly string[] {
  if (fact.type.startsWith('CASE_')) return takeCase(world, fact);
  if (fact.type.startsWith('HOLDER_')) return takeHolder(world, fact);
  if (fact.type === 'ASSET_ADDED') return takeAdded(world, fact);
  const asset = world.assets.get(fact.streamId);
  if (!asset) return ['NOT_FOUND', 'ILLEGAL_TRANSITION'];
  if (fact.type === 'ASSET_CHANGED') return takeChanged(world, fact, asset);
  return takeCustody(world, fact, asset);
}

const CUSTODY_BEFORE: Readonly<Record<string, readonly Where['status'][]>> = {
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
};

function takeCustody(world: World, fact: Fact, asset: AssetState): readonly string[] {
  const before = CUSTODY_BEFORE[fact.type];
  if (!before) throw new Error(`the model knows no ${fact.type}`);
  const codes: string[] = [];
  const where = asset.where;
  if (!before.includes(where.status)) codes.push('ILLEGAL_TRANSITION');
  if (fact.type === 'ASSET_INSPECTED') return codes;
  if (where.status === 'slot' && world.cases.get(where.caseId)?.sealed) codes.push('CASE_SEALED');

  const named = placeIn(fact.data, 'slot', 'caseId');
  if (fact.type === 'SLOT_VACATED' && where.status === 'slot' && !samePlace(named, where))
    codes.push('ILLEGAL_TRANSITION');
  const next = custodyAfter(fact, named);
  if (next.status === 'slot') codes.push(...entering(world, next, asset));
  if (next.status === 'holder') codes.push(...receiving(world, next.holderId, where));
  if (codes.length > 0) return codes;

  const namedHome = placeIn(fact.data, 'home', 'homeCaseId');
  const becomesHome = fact.type === 'ASSET_PLACED' || fact.type === 'ASSET_MOVED' ? named : null;
  const home = namedHome ?? becomesHome ?? asset.home;
  world.assets.set(asset.id, { ...asset, where: next, since: fact.at, openedBy: fact.eventId, home });
  return [];
}

function custodyAfter(fact: Fact, named: Place | null): Where {
  switch (fact.type) {
    case 'ASSET_PLACED':
    case 'ASSET_MOVED':
    case 'ASSET_RETURNED':
    case 'ASSET_FOUND':
    case 'ASSET_ADDED':
      return named ? { status: 'slot', ...named } : { status: 'unplaced' };
    case 'ASSET_ISSUED':
    case 'ASSET_TRANSFERRED':
      return { status: 'holder', holderId: textIn(fact.data, 'holderId') ?? '', dueAt: textIn(fact.data, 'dueAt') };
    case 'ASSET_LOST':
      return { status: 'lost' };
    case 'SLOT_VACATED':
      return { status: 'unplaced' };
    default:
      return { status: 'retired' };
  }
}

function entering(world: World, place: Place, mover: AssetState | null): string[] {
  const box = world.cases.get(place.caseId);
  if (!box) return ['NOT_FOUND', 'NO_SUCH_SLOT', 'ILLEGAL_TRANSITION'];
  if (box.retired) return ['ILLEGAL_TRANSITION', 'NO_SUCH_SLOT'];
  const codes: string[] = [];
  if (place.slot < 1 || place.slot > box.slots) codes.push('NO_SUCH_SLOT');
  if (box.sealed) codes.push('CASE_SEALED');
  const occupant = occupantOf(world, place);
  if (occupant && occupant.id === mover?.id) codes.push('ILLEGAL_TRANSITION');
  else if (occupant) codes.push('SLOT_OCCUPIED');
  return codes;
}

function receiving(world: World, holderId: string, from: Where): string[] {
  const holder = world.holders.get(holderId);
  if (!holder) return ['NOT_FOUND', 'ILLEGAL_TRANSITION'];
  const codes = holder.active ? [] : ['HOLDER_INACTIVE'];
  if (from.status === 'holder' && from.holderId === holderId) codes.push('ILLEGAL_TRANSITION');
  return codes;
}

function takeAdded(world: World, fact: Fact): readonly string[] {
  const tag = textIn(fact.data, 'tag') ?? '';
  const barcode = textIn(fact.data, 'barcode');
  const named = placeIn(fact.data, 'slot', 'caseId');
  const codes: string[] = [];
  if (codeTaken(world, tag, fact.streamId) || (barcode !== null && codeTaken(world, barcode, fact.streamId))) {
    codes.push('DUPLICATE');
  }
  if (named) codes.push(...entering(world, named, null));
  if (codes.length > 0) return codes;
  const home = placeIn(fact.data, 'home', 'homeCaseId') ?? named;
  const where = custodyAfter(fact, named);
  world.assets.set(fact.streamId, {
    id: fact.streamId,
    tag,
    barcode,
    where,
    since: fact.at,
    openedBy: fact.eventId,
    home,
  });
  return [];
}

function takeChanged(world: World, fact: Fact, asset: AssetState): readonly string[] {
  const barcode = 'barcode' in fact.data ? textIn(fact.data, 'barcode') : asset.barcode;
  if (barcode !== null && codeTaken(world, barcode, asset.id)) return ['DUPLICATE'];
  const home = 'home' in fact.data ? placeIn(fact.data, 'home', 'homeCaseId') : asset.home;
  world.assets.set(asset.id, { ...asset, barcode, home });
  return [];
}

function takeCase(world: World, fact: Fact): readonly string[] {
  const slots = numberIn(fact.data, 'slots');
  const box = world.cases.get(fact.streamId);
  if (fact.type === 'CASE_ADDED') {
    const code = textIn(fact.data, 'code') ?? '';
    const others = [...world.cases.values()].filter((other) => other.id !== fact.streamId);
    if (others.some((other) => normalName(other.code) === normalName(code))) return ['DUPLICATE'];
    world.cases.set(fact.streamId, { id: fact.streamId, code, slots: slots ?? 0, sealed: false, retired: false });
    return [];
  }
  if (!box) return ['NOT_FOUND', 'ILLEGAL_TRANSITION'];
  const next = caseAfter(world, fact, box, slots);
  if ('id' in next) world.cases.set(box.id, next);
  return 'id' in next ? [] : next;
}

function caseAfter(world: World, fact: Fact, box: CaseState, slots: number | null): CaseState | readonly string[] {
  switch (fact.type) {
    case 'CASE_CHANGED':
      return slots !== null && slots < box.slots ? SHRINKS : { ...box, slots: slots ?? box.slots };
    // What the domain says of a retired asset is taken to hold for a case: nothing happens to it any more.
    case 'CASE_SEALED':
      if (box.retired) return ['ILLEGAL_TRANSITION'];
      return box.sealed ? ['ILLEGAL_TRANSITION', 'CASE_SEALED'] : { ...box, sealed: true };
    case 'CASE_UNSEALED':
      return box.sealed ? { ...box, sealed: false } : ['ILLEGAL_TRANSITION'];
    case 'CASE_CHECKED':
      return box.retired ? ['ILLEGAL_TRANSITION'] : box;
    case 'CASE_RETIRED': {
      const empty = [...world.assets.values()].every(({ where }) => where.status !== 'slot' || where.caseId !== box.id);
      return box.retired || !empty ? ['ILLEGAL_TRANSITION', 'SLOT_OCCUPIED'] : { ...box, retired: true };
    }
    default:
      throw new Error(`the model knows no ${fact.type}`);
  }
}

const SHRINKS: readonly string[] = ['ILLEGAL_TRANSITION', 'INVALID', 'NO_SUCH_SLOT'];

function takeHolder(world: World, fact: Fact): readonly string[] {
  const holder = world.holders.get(fact.streamId);
  if (fact.type !== 'HOLDER_ADDED' && !holder) return ['NOT_FOUND', 'ILLEGAL_TRANSITION'];
  if (fact.type === 'HOLDER_DEACTIVATED' && holder) {
    const holds = [...world.assets.values()].some(
      ({ where }) => where.status === 'holder' && where.holderId === holder.id,
    );
    if (holds || !holder.active) return ['ILLEGAL_TRANSITION', 'HOLDER_INACTIVE'];
    world.holders.set(holder.id, { ...holder, active: false });
    return [];
  }
  const name = textIn(fact.data, 'name') ?? holder?.name ?? '';
  const others = [...world.holders.values()].filter((other) => other.id !== fact.streamId);
  if (others.some((other) => normalName(other.name) === normalName(name))) return ['DUPLICATE'];
  world.holders.set(fact.streamId, { id: fact.streamId, name, active: holder?.active ?? true });
  return [];
}

export function occupantOf(world: World, place: Place): AssetState | undefined {
  return [...world.assets.values()].find(({ where }) => where.status === 'slot' && samePlace(where, place));
}

export function samePlace(a: Place | null, b: Place | null): boolean {
  return a === b || (a !== null && b !== null && a.caseId === b.caseId && a.slot === b.slot);
}

/** Tags and barcodes are one set of codes: both are scanned. */
function codeTaken(world: World, code: string, besides: string): boolean {
  return [...world.assets.values()].some(
    ({ id, tag, barcode }) =>
      id !== besides && [tag, barcode].some((other) => other !== null && normalTag(other) === normalTag(code)),
  );
}

export const textIn = (data: EventJson['data'], field: string): string | null => {
  const value = data[field];
  return typeof value === 'string' ? value : null;
};

const numberIn = (data: EventJson['data'], field: string): number | null => {
  const value = data[field];
  return typeof value === 'number' ? value : null;
};

/** A slot in an event's data: `{case, slot}` under one name, the case's id under another. */
export function placeIn(
  data: EventJson['data'],
  field: 'slot' | 'home',
  idField: 'caseId' | 'homeCaseId',
): Place | null {
  const value = data[field];
  const caseId = textIn(data, idField);
  if (typeof value !== 'object' || value === null || !('slot' in value) || caseId === null) return null;
  return typeof value.slot === 'number' ? { caseId, slot: value.slot } : null;
}
