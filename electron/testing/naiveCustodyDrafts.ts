import {
  assetNamed,
  type Command,
  caseNamed,
  type Drafted,
  draft,
  fieldsOf,
  holderNamed,
  homeData,
  isRefusal,
  type Log,
  no,
  placeNamed,
  type Refused,
  type Scene,
  slotData,
} from './naiveDraft.ts';
import { effectiveFacts, walk, worldAt } from './naiveModel.ts';
import { type AssetState, type HolderState, occupantOf, type Place, type World } from './naiveWorld.ts';

/** The events that a command about cases, holders and assets asks for, not yet judged; null for any other command. */
export function custodyDrafts(scene: Scene, command: Command): Drafted | null {
  const [entity] = command.name.split('.');
  if (command.name === 'handover.commit') return handover(scene, command);
  if (command.name === 'slot.vacate') return vacate(scene, command);
  if (command.name === 'asset.add') return addAsset(scene, command);
  if (entity === 'case') return aboutCase(scene, command);
  if (entity === 'holder') return aboutHolder(scene, command);
  if (entity !== 'asset') return null;
  const asset = assetNamed(scene.world, command.text('tag'));
  if (!asset) return no('NOT_FOUND');
  return command.name === 'asset.replace' ? replace(scene, command, asset) : aboutAsset(scene, command, asset);
}

function aboutAsset(scene: Scene, command: Command, asset: AssetState): Drafted {
  const one = (type: string, data: Readonly<Record<string, unknown>> = {}): Log => [
    draft(scene, 'asset', asset.id, type, data),
  ];
  switch (command.name) {
    case 'asset.place':
    case 'asset.move': {
      const place = placeNamed(scene.world, command.field('slot'));
      if (place && isRefusal(place)) return place;
      return one(command.name === 'asset.place' ? 'ASSET_PLACED' : 'ASSET_MOVED', slotData(place));
    }
    case 'asset.issue':
    case 'asset.transfer': {
      const holder = holderNamed(scene.world, command.text('holder'));
      if (!holder) return no('NOT_FOUND');
      const type = command.name === 'asset.issue' ? 'ASSET_ISSUED' : 'ASSET_TRANSFERRED';
      return one(type, holderData(holder, command.text('dueAt')));
    }
    case 'asset.return':
      return giveBack(scene, asset, command.field('slot'));
    case 'asset.find': {
      const place = placeNamed(scene.world, command.field('slot'));
      return place && isRefusal(place) ? place : one('ASSET_FOUND', slotData(place));
    }
    case 'asset.change': {
      const { home, ...set } = fieldsOf(command.field('set'));
      const place = homeNamed(scene, home);
      if (place && isRefusal(place)) return place;
      return one('ASSET_CHANGED', { ...set, ...(home === null ? { home: null } : homeData(place)) });
    }
    case 'asset.inspect':
      return one('ASSET_INSPECTED');
    case 'asset.lose':
      return one('ASSET_LOST');
    case 'asset.retire':
      return one('ASSET_RETIRED');
    default:
      throw new Error(`the model knows no ${command.name}`);
  }
}

const holderData = (holder: HolderState, dueAt: string | null) => ({
  holderId: holder.id,
  ...(dueAt === null ? {} : { dueAt: inUtc(dueAt) }),
});
const inUtc = (instant: string): string => new Date(instant).toISOString();

/** Absent: the home slot as of then if every history stays legal, else unplaced; null: unplaced. */
function giveBack(scene: Scene, asset: AssetState, slot: unknown, before: Log = []): Drafted {
  const returned = (data: Readonly<Record<string, unknown>>): Log => [
    draft(scene, 'asset', asset.id, 'ASSET_RETURNED', data),
  ];
  if (slot !== undefined) {
    const place = placeNamed(scene.world, slot);
    return place && isRefusal(place) ? place : returned(slotData(place));
  }
  const home = worldAt(scene.log, scene.at).assets.get(asset.id)?.home ?? null;
  const toHome = returned(slotData(home));
  // What is wrong with the other lines of a handover says nothing about this one.
  const faults = (log: Log): number => walk(effectiveFacts(log)).faults.length;
  const others = [...scene.log, ...before];
  return home && faults([...others, ...toHome]) === faults(others) ? toHome : returned({});
}

/** A home that a command names must be a slot at that moment; what becomes of the case later does not matter. */
function homeNamed(scene: Scene, value: unknown): Place | null | Refused {
  const place = placeNamed(scene.world, value);
  if (!place || isRefusal(place)) return place;
  const box = worldAt(scene.log, scene.at).cases.get(place.caseId);
  return !box || box.retired || place.slot > box.slots ? no('NO_SUCH_SLOT', 'NOT_FOUND') : place;
}

function addAsset(scene: Scene, command: Command): Drafted {
  const place = placeNamed(scene.world, command.field('slot'));
  if (place && isRefusal(place)) return place;
  const home = homeNamed(scene, command.field('home'));
  if (home && isRefusal(home)) return home;
  const barcode = command.text('barcode');
  const data = {
    tag: command.text('tag'),
    ...(barcode === null ? {} : { barcode }),
    ...slotData(place),
    ...homeData(home),
  };
  return [draft(scene, 'asset', 'draft-asset', 'ASSET_ADDED', data)];
}

function replace(scene: Scene, command: Command, asset: AssetState): Drafted {
  const tag = command.text('replacement');
  const known = assetNamed(scene.world, tag);
  const add = command.field('add');
  if (!known && add === undefined) return no('NOT_FOUND');
  if (known && add !== undefined) return no('DUPLICATE', ...(known.id === asset.id ? ['INVALID'] : []));
  if (known?.id === asset.id) return no('ILLEGAL_TRANSITION', 'INVALID');
  const then = worldAt(scene.log, scene.at);
  const old = then.assets.get(asset.id);
  const replacementId = known?.id ?? 'draft-asset';
  const replaced = draft(scene, 'asset', asset.id, 'ASSET_REPLACED', { replacementId });
  const added = known ? [] : [draft(scene, 'asset', replacementId, 'ASSET_ADDED', { tag, ...fieldsOf(add) })];
  if (old?.where.status !== 'slot' && old?.where.status !== 'holder') return [...added, replaced];
  if (known && then.assets.get(known.id)?.where.status !== 'unplaced')
    return no('ILLEGAL_TRANSITION', 'NOT_FOUND', ...sealCodes(then, old));
  const { where } = old;
  const data =
    where.status === 'slot'
      ? slotData(where)
      : { holderId: where.holderId, ...(where.dueAt ? { dueAt: where.dueAt } : {}) };
  const type = where.status === 'slot' ? 'ASSET_PLACED' : 'ASSET_ISSUED';
  return [...added, replaced, draft(scene, 'asset', replacementId, type, { ...data, ...homeData(old.home) })];
}

const sealCodes = (world: World, { where }: AssetState): string[] =>
  where.status === 'slot' && world.cases.get(where.caseId)?.sealed ? ['CASE_SEALED'] : [];

/** The slot is vacated of whoever was in it then. */
function vacate(scene: Scene, command: Command): Drafted {
  const place = placeNamed(scene.world, command.field('slot'));
  if (!place) return no('INVALID');
  if (isRefusal(place)) return place;
  const then = worldAt(scene.log, scene.at);
  const occupant = occupantOf(then, place);
  if (occupant) return [draft(scene, 'asset', occupant.id, 'SLOT_VACATED', slotData(place))];
  return no('ILLEGAL_TRANSITION', 'NOT_FOUND', 'NO_SUCH_SLOT');
}

function aboutCase(scene: Scene, command: Command): Drafted {
  const code = command.text('code');
  if (command.name === 'case.add') {
    return [draft(scene, 'case', 'draft-case', 'CASE_ADDED', { code, slots: command.field('slots') })];
  }
  const box = caseNamed(scene.world, code);
  if (!box) return no('NOT_FOUND');
  const types: Readonly<Record<string, string>> = {
    'case.change': 'CASE_CHANGED',
    'case.seal': 'CASE_SEALED',
    'case.unseal': 'CASE_UNSEALED',
    'case.check': 'CASE_CHECKED',
    'case.retire': 'CASE_RETIRED',
  };
  return [draft(scene, 'case', box.id, types[command.name] ?? '', fieldsOf(command.field('set')))];
}

function aboutHolder(scene: Scene, command: Command): Drafted {
  const name = command.text('name');
  if (command.name === 'holder.add') return [draft(scene, 'holder', 'draft-holder', 'HOLDER_ADDED', { name })];
  const holder = holderNamed(scene.world, name);
  if (!holder) return no('NOT_FOUND');
  const type = command.name === 'holder.change' ? 'HOLDER_CHANGED' : 'HOLDER_DEACTIVATED';
  return [draft(scene, 'holder', holder.id, type, fieldsOf(command.field('set')))];
}

/** One event per item, in the items' order; the handover's own event takes no part in legality. */
function handover(scene: Scene, command: Command): Drafted {
  const kind = command.text('kind');
  const holder = holderNamed(scene.world, command.text('holder'));
  if (kind !== 'return' && command.text('holder') === null) return no('INVALID');
  if (command.text('holder') !== null && !holder) return no('NOT_FOUND');
  const to = holderNamed(scene.world, command.text('to'));
  if (kind === 'transfer' && command.text('to') === null) return no('INVALID');
  if (kind === 'transfer' && !to) return no('NOT_FOUND');
  const items = command.field('items');
  const drafts: Log[] = [];
  const problems: string[] = [];
  for (const item of Array.isArray(items) ? items : []) {
    const line = lineOf(scene, command, fieldsOf(item), { kind, holder, to, before: drafts.flat() });
    if (isRefusal(line)) problems.push(...line.refused);
    else drafts.push(line);
  }
  if (problems.length === 0) return drafts.flat();
  // Several lines may be wrong in several ways, and any of them may be named.
  const { faults } = walk(effectiveFacts([...scene.log, ...drafts.flat()]));
  return no(
    ...problems,
    ...faults.flatMap((fault) => fault.codes),
    ...(faults.length > 0 ? ['CLASHES_WITH_HISTORY'] : []),
  );
}

interface Sides {
  readonly kind: string | null;
  readonly holder: HolderState | undefined;
  readonly to: HolderState | undefined;
  readonly before: Log;
}

function lineOf(scene: Scene, command: Command, item: Readonly<Record<string, unknown>>, sides: Sides): Drafted {
  const asset = assetNamed(scene.world, item.tag);
  if (!asset) return no('NOT_FOUND');
  if (typeof item.version === 'number' && item.version !== versionOf(scene.log, asset.id))
    return no('VERSION_CONFLICT');
  const dueAt = command.text('dueAt');
  if (sides.kind === 'issue' && sides.holder) {
    return [draft(scene, 'asset', asset.id, 'ASSET_ISSUED', holderData(sides.holder, dueAt))];
  }
  const from = worldAt(scene.log, scene.at).assets.get(asset.id)?.where;
  const held = from?.status === 'holder' && (!sides.holder || from.holderId === sides.holder.id);
  if (!held) return no('ILLEGAL_TRANSITION', 'NOT_FOUND');
  if (sides.kind === 'transfer' && sides.to) {
    return [draft(scene, 'asset', asset.id, 'ASSET_TRANSFERRED', holderData(sides.to, dueAt))];
  }
  return giveBack(scene, asset, item.slot, sides.before);
}

/** The highest place in the log of an event in the stream, or of one that supersedes an event of it. */
export function versionOf(log: Log, streamId: string): number {
  const own = new Set(log.filter((event) => event.streamId === streamId).map((event) => event.eventId));
  return log.reduce((version, event, i) => {
    const touches =
      event.streamId === streamId || (event.supersedesEventId !== null && own.has(event.supersedesEventId));
    return touches ? i + 1 : version;
  }, 0);
}
