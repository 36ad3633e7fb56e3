import fc from 'fast-check';

/**
 * What someone may want to do next. A wish names no entity: which asset, slot or event it is about is chosen from the
 * state when its turn comes (commandChoices.ts), so that sequences stay meaningful while fast-check shrinks them.
 */
export interface Wish {
  readonly kind: WishKind;
  /** seed of the choices */
  readonly dice: number;
  /** hours that pass before it */
  readonly hours: number;
  /** how many hours ago it happened; null: no time is given */
  readonly ago: number | null;
  readonly aim: Aim;
  /** something beside the wish itself */
  readonly twist: Twist;
}

/**
 * `legal`: at something that the model accepts; `bold`: at something likely, come what may; `wrong`: at what looks
 * likely and breaks a rule; `wild`: at nothing in particular.
 */
export type Aim = (typeof AIMS)[number]['value'];
export type WishKind = keyof typeof WEIGHTS;
export type Twist = (typeof TWISTS)[number]['value'];

/** How often each command is wished for. Those that hash a PIN are slow, so they are rare. */
const WEIGHTS = {
  'case.add': 8,
  'case.change': 10,
  'case.seal': 14,
  'case.unseal': 16,
  'case.check': 8,
  'case.retire': 6,
  'holder.add': 8,
  'holder.change': 8,
  'holder.deactivate': 6,
  'operator.add': 3,
  'operator.set_role': 5,
  'operator.set_pin': 3,
  'operator.deactivate': 4,
  'asset.add': 24,
  'asset.change': 14,
  'asset.place': 24,
  'asset.move': 24,
  'asset.issue': 40,
  'asset.return': 44,
  'asset.transfer': 30,
  'asset.inspect': 10,
  'asset.lose': 14,
  'asset.find': 18,
  'asset.replace': 18,
  'asset.retire': 8,
  'slot.vacate': 12,
  'queue.scan': 14,
  'queue.remove': 6,
  'queue.discard': 6,
  'handover.commit': 44,
  'event.flag': 10,
  'event.dismiss_flag': 8,
  'event.correct': 150,
  'settings.change': 6,
} as const;

const TWISTS = [
  { value: 'none', weight: 76 },
  { value: 'repeat', weight: 8 },
  { value: 'version', weight: 6 },
  { value: 'stale', weight: 3 },
  { value: 'no reason', weight: 3 },
  { value: 'tomorrow', weight: 2 },
  { value: 'unknown', weight: 2 },
] as const;

const AIMS = [
  { value: 'legal', weight: 60 },
  { value: 'bold', weight: 10 },
  { value: 'wrong', weight: 20 },
  { value: 'wild', weight: 10 },
] as const;

const weighted = <T>(values: readonly { readonly value: T; readonly weight: number }[]): fc.Arbitrary<T> =>
  fc.oneof(...values.map(({ value, weight }) => ({ arbitrary: fc.constant(value), weight })));

export const wishKinds = Object.keys(WEIGHTS) as WishKind[]; // the keys of a constant are what its type says
const kind = weighted(wishKinds.map((value) => ({ value, weight: WEIGHTS[value] })));

const wish: fc.Arbitrary<Wish> = fc.record({
  kind,
  dice: fc.nat(0xffff_ffff),
  hours: weighted([0, 0, 0, 1, 1, 2].map((value) => ({ value, weight: 1 }))),
  ago: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 8 }) },
  ),
  aim: weighted(AIMS),
  twist: weighted(TWISTS),
});

/** A working life of a small store: what happens after its cases, holders and first assets are there. */
export const wishes = (longest: number): fc.Arbitrary<Wish[]> =>
  fc.array(wish, { minLength: Math.ceil(longest / 2), maxLength: longest, size: 'max' });
