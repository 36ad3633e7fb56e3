import type { Wish } from './commandArbitraries.ts';
import {
  all,
  anySlot,
  assetWhere,
  type CommandJson,
  freeSlot,
  freshTag,
  HOUR_MS,
  liveHolder,
  nameNow,
  open,
  slotsOf,
  tagOf,
  type View,
} from './commandView.ts';

export function assetChoice(wish: Wish, view: View): CommandJson {
  const { dice } = view;
  const due = dice.chance(40) ? { dueAt: new Date(view.now + (1 + dice.below(48)) * HOUR_MS).toISOString() } : {};
  switch (wish.kind) {
    case 'asset.add':
      return {
        tag: freshTag(view),
        ...(dice.chance(25) ? { barcode: `B-${dice.below(view.wild ? 3 : 100_000)}` } : {}),
        ...(dice.chance(60) ? { slot: freeSlot(view) } : {}),
        ...(dice.chance(10) ? { home: dice.one(slotsOf(view, open)) ?? anySlot(view) } : {}),
      };
    case 'asset.change': {
      const tag = tagOf(dice.one(all(view.world.assets)), view);
      const home = dice.one(slotsOf(view, open));
      if (home && dice.chance(50)) return { tag, set: { home } };
      return {
        tag,
        set: dice.chance(30) ? { barcode: `B-${dice.below(100_000)}` } : { serial: `SN-${dice.below(100_000)}` },
      };
    }
    case 'asset.place':
      return { tag: tagOf(assetWhere(view, 'unplaced'), view), slot: freeSlot(view) };
    case 'asset.move':
      return { tag: tagOf(assetWhere(view, 'slot'), view), slot: freeSlot(view) };
    case 'asset.issue':
      return {
        tag: tagOf(assetWhere(view, 'slot', 'unplaced'), view),
        holder: nameNow(view, liveHolder(view)),
        ...due,
      };
    case 'asset.return': {
      const slot = dice.one([{}, {}, { slot: null }, { slot: freeSlot(view) }, { slot: freeSlot(view) }]);
      return {
        tag: tagOf(assetWhere(view, 'holder'), view),
        ...slot,
        ...(dice.chance(20) ? { broughtBy: 'A friend' } : {}),
      };
    }
    case 'asset.transfer': {
      const asset = assetWhere(view, 'holder');
      const from = asset?.where.status === 'holder' ? asset.where.holderId : undefined;
      return { tag: tagOf(asset, view), holder: nameNow(view, liveHolder(view, from)), ...due };
    }
    case 'asset.inspect':
      return {
        tag: tagOf(assetWhere(view, 'slot', 'holder', 'unplaced'), view),
        condition: dice.one(['good', 'worn', 'damaged', 'failed']),
      };
    case 'asset.lose':
      return { tag: tagOf(assetWhere(view, 'slot', 'holder', 'unplaced'), view), reason: 'not seen' };
    case 'asset.find':
      return { tag: tagOf(assetWhere(view, 'lost'), view), ...(dice.chance(50) ? { slot: freeSlot(view) } : {}) };
    case 'asset.retire':
      return { tag: tagOf(assetWhere(view, 'lost', 'unplaced', 'slot'), view), reason: 'worn out' };
    default: {
      const tag = tagOf(assetWhere(view, 'slot', 'holder'), view);
      const add = dice.chance(50) ? { replacement: freshTag(view), add: { serial: 'new' } } : undefined;
      return { tag, reason: 'screen broken', ...(add ?? { replacement: tagOf(assetWhere(view, 'unplaced'), view) }) };
    }
  }
}
