import type { CommandOf } from '../contract/commands.ts';
import type { SlotName } from '../contract/fields.ts';
import type { SlotPlace } from '../custody/place.ts';
import { accept, refuse } from '../result.ts';
import { tagKey } from '../text.ts';
import {
  allOf,
  assetAt,
  caseCode,
  custodyNow,
  findAsset,
  findHolder,
  findHome,
  findSlot,
  freeCode,
  holderName,
  needReason,
  present,
} from './common.ts';
import type { Decided, Draft, Look } from './look.ts';

/**
 * What a wish about one asset comes to: the events, not yet whether they are legal; that is judged once, over the
 * whole order, with the events in place.
 */

const asset = (streamId: string, type: string, data: Draft['data']): Draft => ({
  streamType: 'asset',
  streamId,
  type,
  data,
});

export function addAsset(look: Look, command: CommandOf<'asset.add'>): Decided {
  const {
    tag,
    slot,
    home: homeName,
    command: _,
    commandId: _1,
    note: _2,
    occurredAt: _3,
    dryRun: _4,
    expectedVersion: _5,
    ...details
  } = command;
  const { barcode } = details;
  const found = allOf(
    freeCode(look, tag, 'tag', null),
    barcode !== undefined && tagKey(barcode) === tagKey(tag)
      ? refuse('DUPLICATE', { field: 'barcode', value: barcode, entity: 'asset' })
      : barcode === undefined
        ? accept(null)
        : freeCode(look, barcode, 'barcode', null),
    slot ? findSlot(look, slot) : accept(null),
    homeName ? findHome(look, homeName, 'home', look.occurredAt) : accept(null),
  );
  if (!found.ok) return found;
  const [, , into, atHome] = found.value;
  const data = { tag, ...present(details), ...into, ...atHome };
  return accept([asset(look.newId(), 'ASSET_ADDED', data)]);
}

export function changeAsset(look: Look, { tag, set }: CommandOf<'asset.change'>): Decided {
  const found = findAsset(look, tag);
  if (!found.ok) return found;
  if (set.barcode) {
    const free = freeCode(look, set.barcode, 'set.barcode', found.value);
    if (!free.ok) return free;
    if (tagKey(set.barcode) === tagKey(tagOf(look, found.value))) {
      return refuse('DUPLICATE', { field: 'set.barcode', value: set.barcode, entity: 'asset' });
    }
  }
  const { home: homeName, ...fields } = set;
  const atHome = homeName ? findHome(look, homeName, 'set.home', look.occurredAt) : null;
  if (atHome && !atHome.ok) return atHome;
  const homeData = homeName === null ? { home: null } : atHome?.value;
  return accept([asset(found.value, 'ASSET_CHANGED', { ...fields, ...homeData })]);
}

export function placeAsset(look: Look, command: CommandOf<'asset.place'> | CommandOf<'asset.move'>): Decided {
  const found = allOf(findAsset(look, command.tag), findSlot(look, command.slot));
  if (!found.ok) return found;
  const [assetId, into] = found.value;
  const type = command.command === 'asset.place' ? 'ASSET_PLACED' : 'ASSET_MOVED';
  return accept([asset(assetId, type, into)]);
}

export function issueAsset(look: Look, command: CommandOf<'asset.issue'>): Decided {
  const found = allOf(findAsset(look, command.tag), findHolder(look, command.holder));
  if (!found.ok) return found;
  const [assetId, { holderId, name }] = found.value;
  const { dueAt, purpose, condition } = command;
  return accept([
    asset(assetId, 'ASSET_ISSUED', { holder: name, holderId, ...present({ dueAt, purpose, condition }) }),
  ]);
}

export function transferAsset(look: Look, command: CommandOf<'asset.transfer'>): Decided {
  const found = allOf(findAsset(look, command.tag), findHolder(look, command.holder));
  if (!found.ok) return found;
  const [assetId, { holderId, name }] = found.value;
  const due = present({ dueAt: command.dueAt });
  return accept([asset(assetId, 'ASSET_TRANSFERRED', { holder: name, holderId, ...due })]);
}

export function returnAsset(look: Look, command: CommandOf<'asset.return'>): Decided {
  const found = findAsset(look, command.tag);
  if (!found.ok) return found;
  const { broughtBy, condition } = command;
  return returned(look, found.value, command.slot, present({ broughtBy, condition }));
}

/**
 * Where a return goes: the named slot; `null`: unplaced; not named: the home slot as of then when every history stays
 * legal with it, else unplaced. What came out is frozen in the data.
 *
 * @param taken  slots that earlier lines of the same handover return to, as `caseId/slot`
 */
export function returned(
  look: Look,
  assetId: string,
  slot: SlotName | null | undefined,
  more: Draft['data'],
  taken: ReadonlySet<string> = new Set(),
): Decided {
  if (slot) {
    const into = findSlot(look, slot);
    return into.ok ? accept([asset(assetId, 'ASSET_RETURNED', { ...into.value, ...more })]) : into;
  }
  const unplaced = asset(assetId, 'ASSET_RETURNED', { slot: null, ...more });
  if (slot === null) return accept([unplaced]);
  const state = assetAt(look.assetEntries(assetId), look.occurredAt);
  if (!state.exists || !state.home) return accept([unplaced]);
  const { caseId } = state.home;
  if (taken.has(`${caseId}/${state.home.slot}`)) return accept([unplaced]);
  const atHome = asset(assetId, 'ASSET_RETURNED', { slot: slotName(look, state.home), caseId, ...more });
  return accept([look.isLegal(atHome) ? atHome : unplaced]);
}

export function inspectAsset(look: Look, command: CommandOf<'asset.inspect'>): Decided {
  const found = findAsset(look, command.tag);
  if (!found.ok) return found;
  const { condition, seal } = command;
  return accept([asset(found.value, 'ASSET_INSPECTED', present({ condition, seal }))]);
}

export function endAsset(look: Look, command: CommandOf<'asset.lose'> | CommandOf<'asset.retire'>): Decided {
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const found = findAsset(look, command.tag);
  if (!found.ok) return found;
  const type = command.command === 'asset.lose' ? 'ASSET_LOST' : 'ASSET_RETIRED';
  return accept([asset(found.value, type, { reason: reason.value })]);
}

export function foundAsset(look: Look, command: CommandOf<'asset.find'>): Decided {
  const found = findAsset(look, command.tag);
  if (!found.ok) return found;
  const into = command.slot ? findSlot(look, command.slot) : null;
  if (into && !into.ok) return into;
  return accept([asset(found.value, 'ASSET_FOUND', into?.value ?? {})]);
}

export function vacateSlot(look: Look, command: CommandOf<'slot.vacate'>): Decided {
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const at = findSlot(look, command.slot);
  if (!at.ok) return at;
  const { slot, caseId } = at.value;
  const occupant = look.occupantAt(caseId, slot.slot, look.occurredAt);
  if (occupant === null) {
    const last = look.caseEntries(caseId).findLast((entry) => typeof entry.data.slots === 'number')?.data.slots;
    if (typeof last === 'number' && slot.slot > last) return refuse('NO_SUCH_SLOT', { ...slot, slots: last });
    return refuse('ILLEGAL_TRANSITION', { ...slot, type: 'SLOT_VACATED', why: 'empty' });
  }
  return accept([asset(occupant, 'SLOT_VACATED', { slot, caseId, reason: reason.value })]);
}

/** The old one retires; the new one takes its slot or its holder, and its home, at the same moment. */
export function replaceAsset(look: Look, command: CommandOf<'asset.replace'>): Decided {
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const found = findAsset(look, command.tag);
  if (!found.ok) return found;
  const known = look.assetByCode(command.replacement);
  if (known === found.value) return refuse('INVALID', { field: 'replacement', why: 'is the asset itself' });
  if (known === null && !command.add) {
    return refuse('NOT_FOUND', { entity: 'asset', field: 'replacement', tag: command.replacement });
  }
  if (known !== null && command.add) {
    return refuse('DUPLICATE', { field: 'replacement', value: command.replacement, entity: 'asset' });
  }
  if (command.add?.barcode !== undefined) {
    const free = freeCode(look, command.add.barcode, 'add.barcode', null);
    if (!free.ok) return free;
    if (tagKey(command.add.barcode) === tagKey(command.replacement)) {
      return refuse('DUPLICATE', { field: 'add.barcode', value: command.add.barcode, entity: 'asset' });
    }
  }
  const state = assetAt(look.assetEntries(found.value), look.occurredAt);
  if (known !== null) {
    const spare = assetAt(look.assetEntries(known), look.occurredAt);
    if (spare.exists && spare.place.kind !== 'unplaced') {
      const custody = custodyNow(look, spare.place);
      return refuse('ILLEGAL_TRANSITION', {
        field: 'replacement',
        tag: spare.details.tag,
        type: 'ASSET_REPLACED',
        custody,
      });
    }
  }
  const newId = known ?? look.newId();
  const replacementTag = known === null ? command.replacement : tagOf(look, known);
  const drafts = [
    asset(found.value, 'ASSET_REPLACED', { replacement: replacementTag, replacementId: newId, reason: reason.value }),
  ];
  if (known === null) {
    drafts.push(asset(newId, 'ASSET_ADDED', { tag: command.replacement, ...present(command.add ?? {}) }));
  }
  if (!state.exists) return accept(drafts.slice(0, 1));
  const { place, dueAt, home } = state;
  // A case that was voided since it became the home has no entries any more.
  const hasHome = home !== null && look.caseEntries(home.caseId).length > 0;
  const homeData = hasHome ? { home: slotName(look, home), homeCaseId: home.caseId } : {};
  if (place.kind === 'slot') {
    const { caseId } = place;
    drafts.push(asset(newId, 'ASSET_PLACED', { slot: slotName(look, place), caseId, ...homeData }));
  } else if (place.kind === 'holder') {
    const { holderId } = place;
    const held = { holder: holderName(look, holderId), holderId, ...present({ dueAt }) };
    drafts.push(asset(newId, 'ASSET_ISSUED', { ...held, ...homeData }));
  } else {
    return refuse('ILLEGAL_TRANSITION', { tag: command.tag, type: 'ASSET_REPLACED', custody: custodyNow(look, place) });
  }
  return accept(drafts);
}

/** A slot as events name it, with the case's code of now. */
const slotName = (look: Look, { caseId, slot }: SlotPlace): SlotName => ({ case: caseCode(look, caseId), slot });

/** The tag as known now. */
export function tagOf(look: Look, assetId: string): string {
  const tag = look.assetEntries(assetId).find((entry) => entry.type === 'ASSET_ADDED')?.data.tag;
  return typeof tag === 'string' ? tag : '';
}
