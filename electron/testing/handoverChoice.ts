import type { Wish } from './commandArbitraries.ts';
import {
  all,
  type CommandJson,
  freeSlot,
  HOUR_MS,
  handOf,
  likely,
  liveHolder,
  nameNow,
  spelled,
  tagOf,
  type View,
} from './commandView.ts';
import type { Dice } from './dice.ts';
import { versionOf } from './naiveCustodyDrafts.ts';

/** `line N` stands for the Nth line of the operator's queue; its id is known only to the app. */
export function queueChoice(wish: Wish, { dice, world }: View): CommandJson {
  const kind = dice.chance(80) ? 'issue' : dice.one(['return', 'transfer']);
  if (wish.kind === 'queue.discard') return { kind };
  if (wish.kind === 'queue.remove') return { kind, item: `line ${dice.chance(80) ? 0 : 1}` };
  return { kind, code: spelled(dice.one(all(world.assets))?.tag ?? 'T-99', dice) };
}

export function handoverChoice(view: View): CommandJson {
  const { dice } = view;
  const kind = dice.one(['issue', 'return', 'transfer'] as const) ?? 'issue';
  const giver = view.wild
    ? dice.one(all(view.world.holders))
    : likely(view, all(view.world.holders), ({ id }) => handOf(view, id).length > 0);
  const ready = all(view.world.assets).filter(({ where }) => where.status === 'slot' || where.status === 'unplaced');
  const hand = giver && !view.wild ? handOf(view, giver.id) : all(view.world.assets);
  const everyHand = all(view.world.assets).filter(({ where }) => where.status === 'holder');
  const anyGiver = kind === 'return' && dice.chance(40);
  const from = kind === 'issue' && !view.wild ? ready : anyGiver && !view.wild ? everyHand : hand;
  const items = dice.some(from, 3).map((asset) => ({
    tag: tagOf(asset, view),
    ...(kind === 'return' && dice.chance(25) ? { slot: freeSlot(view) } : {}),
    ...(dice.chance(20) ? { condition: 'good', note: 'with charger' } : {}),
    ...(dice.chance(15) ? { version: versionOf(view.log, asset.id) - (view.wild ? 1 : 0) } : {}),
  }));
  const to = liveHolder(view, giver?.id);
  const taker = nameNow(view, to);
  return {
    kind,
    items: items.length > 0 ? items : [{ tag: 'T-99' }],
    ...(kind === 'issue' ? { holder: taker } : anyGiver ? { broughtBy: 'A friend' } : { holder: nameNow(view, giver) }),
    ...(kind === 'transfer' ? { to: taker } : {}),
    ...(dice.chance(50) && !anyGiver
      ? { acceptance: [accepted(kind === 'issue' ? taker : nameNow(view, giver), dice)] }
      : {}),
    ...(dice.chance(40) ? { place: 'Gate 3', purpose: 'training' } : {}),
    ...(kind !== 'return' && dice.chance(40) ? { dueAt: new Date(view.now + 30 * HOUR_MS).toISOString() } : {}),
  };
}

function accepted(name: string, dice: Dice): CommandJson {
  const own = dice.chance(50)
    ? {
        method: 'drawn',
        signature: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      }
    : { method: 'witnessed', witness: 'Wendy' };
  return { party: 'holder', name, meaning: 'I accept responsibility for these assets.', ...own };
}
