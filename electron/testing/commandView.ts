import type { EventJson } from '../../shared/event.ts';
import type { Dice } from './dice.ts';
import { assetNamed, caseNamed, holderNamed } from './naiveDraft.ts';
import { type AssetState, type CaseState, type HolderState, occupantOf, type World } from './naiveWorld.ts';

export const HOUR_MS = 3_600_000;
/** The first moment of every sequence; everything that is given a time happens on whole hours after it. */
export const FIRST_HOUR = Date.UTC(2026, 2, 2, 8);

export type CommandJson = Readonly<Record<string, unknown>>;

/** What a choice is made from. */
export interface View {
  readonly log: readonly EventJson[];
  /** ms */
  readonly now: number;
  /** as of the wish's own moment */
  readonly world: World;
  /** as of the end of the order: commands name things and people as they are called now */
  readonly latest: World;
  readonly wild: boolean;
  readonly dice: Dice;
}

export const UNKNOWN_ID = '01900000-0000-7000-8000-000000000000';

export const all = <T>(map: ReadonlyMap<string, T>): T[] => [...map.values()];
/** Those that fit, if any do and the wish is tame; else whichever. */
export function likely<T>(view: View, list: readonly T[], fits: (one: T) => boolean): T | undefined {
  return (view.wild ? undefined : view.dice.one(list.filter(fits))) ?? view.dice.one(list);
}
export const assetWhere = (view: View, ...statuses: readonly string[]): AssetState | undefined =>
  likely(view, all(view.world.assets), ({ where }) => statuses.includes(where.status));
export const liveHolder = (view: View, besides?: string): HolderState | undefined =>
  likely(view, all(view.world.holders), ({ id, active }) => active && id !== besides);
export const someCase = (view: View, fits: (box: CaseState) => boolean): CaseState | undefined =>
  likely(view, all(view.world.cases), fits);

export interface SlotName {
  readonly case: string;
  readonly slot: number;
}
export const slotsOf = (view: View, fits: (box: CaseState) => boolean): SlotName[] =>
  all(view.world.cases)
    .filter(fits)
    .flatMap((box) => Array.from({ length: box.slots }, (_, i) => ({ case: box.code, slot: i + 1 })));
const occupied = (view: View, { case: code, slot }: SlotName): boolean =>
  occupantOf(view.world, { caseId: caseNamed(view.world, code)?.id ?? '', slot }) !== undefined;
export const open = (box: CaseState): boolean => !box.sealed && !box.retired;

export const anySlot = (view: View): SlotName => {
  const name = view.dice.one(slotsOf(view, () => true)) ?? { case: 'CASE-1', slot: 1 };
  return { ...name, slot: name.slot + (view.dice.chance(15) ? 4 : 0) };
};
export const freeSlot = (view: View): SlotName =>
  (view.wild ? undefined : view.dice.one(slotsOf(view, open).filter((name) => !occupied(view, name)))) ?? anySlot(view);
export const taken = (view: View): SlotName | undefined =>
  view.wild ? undefined : view.dice.one(slotsOf(view, open).filter((name) => occupied(view, name)));

/** A tag as someone might write it. */
export const spelled = (tag: string, dice: Dice): string =>
  dice.chance(80) ? tag : (dice.one([tag.toLowerCase(), tag.replace('-', ''), tag.replace('-', ' ')]) ?? tag);
export const tagOf = (asset: AssetState | undefined, view: View): string => spelled(asset?.tag ?? 'T-99', view.dice);

const TAGS = Array.from({ length: 10 }, (_, i) => `T-${i + 1}`);
const CASES = Array.from({ length: 6 }, (_, i) => `CASE-${i + 1}`);
const PEOPLE = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus'];

/** A name not yet given to anyone, or any name. */
const fresh = (view: View, names: readonly string[], isTaken: (name: string) => boolean): string =>
  likely(view, names, (name) => !isTaken(name)) ?? '';
export const freshTag = (view: View): string =>
  spelled(
    fresh(view, TAGS, (tag) => assetNamed(view.latest, tag) !== undefined),
    view.dice,
  );
export const freshCode = (view: View): string =>
  fresh(view, CASES, (code) => caseNamed(view.latest, code) !== undefined);
export const freshName = (view: View): string =>
  fresh(view, PEOPLE, (name) => holderNamed(view.latest, name) !== undefined);

export const nameNow = (view: View, holder: HolderState | undefined): string =>
  (holder && view.latest.holders.get(holder.id)?.name) ?? 'Nobody';

export const handOf = (view: View, holderId: string): AssetState[] =>
  all(view.world.assets).filter(({ where }) => where.status === 'holder' && where.holderId === holderId);
