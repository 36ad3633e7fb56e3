/** Chance that repeats: the same seed gives the same run. */
export interface Random {
  /** in [0, 1) */
  next(): number;
  /** a whole number in [from, to], both possible */
  between(from: number, to: number): number;
  /** @throws when the list is empty */
  pick<T>(from: readonly T[]): T;
  /** true with this probability */
  chance(probability: number): boolean;
  shuffled<T>(list: readonly T[]): readonly T[];
}

/** Mulberry32: small, fast, and good enough to make sample data, never a secret. @param seed  a whole number */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => {
    const at = between(0, from.length - 1);
    if (from.length === 0) throw new Error('nothing to pick from');
    return from[at] as T; // in range: just counted
  };
  const shuffled = <T>(list: readonly T[]): readonly T[] => {
    const rest = [...list];
    return list.map(() => rest.splice(between(0, rest.length - 1), 1)[0] as T); // as many taken as there are
  };
  return { next, between, pick, chance: (probability) => next() < probability, shuffled };
}
