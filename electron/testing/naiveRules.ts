import {
  type AssetState,
  type CaseState,
  type Fact,
  normalName,
  normalTag,
  numberIn,
  occupantOf,
  type Place,
  placeIn,
  samePlace,
  textIn,
  type Where,
  type World,
} from './naiveWorld.ts';

/** Checks one fact against the world and lets it happen; gives the codes of the rules it breaks, and then changes nothing. */
export function take(world: World, fact: Fact): readonly string[] {
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

/** Tags and barcodes are one set of codes: both are scanned. */
function codeTaken(world: World, code: string, besides: string): boolean {
  return [...world.assets.values()].some(
    ({ id, tag, barcode }) =>
      id !== besides && [tag, barcode].some((other) => other !== null && normalTag(other) === normalTag(code)),
  );
}
