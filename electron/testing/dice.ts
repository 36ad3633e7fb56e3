/** Choices that follow from a seed alone, so that a sequence of commands can be made again. */
export interface Dice {
  /** a whole number from 0 to below `n` */
  below(n: number): number;
  chance(percent: number): boolean;
  one<T>(list: readonly T[]): T | undefined;
  some<T>(list: readonly T[], most: number): T[];
}

/** The generator is mulberry32: 32 bits of state, good enough to scatter choices. */
export function rollDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const one = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  return {
    below,
    chance: (percent) => below(100) < percent,
    one,
    some: (list, most) => {
      const left = [...list];
      const count = 1 + below(Math.min(most, Math.max(1, left.length)));
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)).flat();
    },
  };
}
