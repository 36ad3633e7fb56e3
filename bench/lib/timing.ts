/** Times of one thing done many times, in µs. */
export interface Figure {
  readonly n: number;
  /** of the tenth that the machine's other work disturbed least */
  readonly p10: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** of the processor, by this process alone; the middle */
  readonly cpu: number;
}

/** One way of doing the thing; the index says the how-manieth time it is. */
export type Contender = (i: number) => unknown;

/**
 * Does the thing in each way, one after the other, round after round, beginning each round with another way: what else
 * the machine does meets all of them alike, so their ratios hold though the times do not.
 *
 * @param warmUp  rounds that are not counted
 */
export async function interleave<K extends string>(
  contenders: Readonly<Record<K, Contender>>,
  rounds: number,
  warmUp = Math.ceil(rounds / 10),
): Promise<Readonly<Record<K, Figure>>> {
  const names = Object.keys(contenders) as K[]; // a record's own keys
  const times = new Map<K, (readonly [byClock: number, byProcessor: number])[]>(names.map((name) => [name, []]));
  for (let i = 0; i < warmUp + rounds; i++) {
    for (let j = 0; j < names.length; j++) {
      const name = names[(i + j) % names.length];
      if (name === undefined) continue;
      const [begun, used] = [performance.now(), process.cpuUsage()];
      const pending = contenders[name](i);
      if (pending instanceof Promise) await pending;
      const took = performance.now() - begun;
      const { user, system } = process.cpuUsage(used);
      if (i >= warmUp) times.get(name)?.push([took * 1000, user + system]);
    }
  }
  return Object.fromEntries(names.map((name) => [name, figureOf(times.get(name) ?? [])])) as Record<K, Figure>;
}

function figureOf(times: readonly (readonly [byClock: number, byProcessor: number])[]): Figure {
  const sorted = times.map(([byClock]) => byClock).sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  const cpu = round(median(times.map(([, byProcessor]) => byProcessor)));
  return { n: sorted.length, p10: at(0.1), p50: at(0.5), p95: at(0.95), p99: at(0.99), cpu };
}

/** @returns what `work` gave, and how long it took in ms: by the clock, and of this process's own on a processor */
export function timed<T>(work: () => T): { readonly value: T; readonly ms: number; readonly cpuMs: number } {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  const value = work();
  const { user, system } = process.cpuUsage(used);
  return { value, ms: round(performance.now() - begun), cpuMs: round((user + system) / 1000) };
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** Three digits that mean something. */
export const round = (value: number): number => Number(value.toPrecision(3));

export const ratio = (of: number, to: number): number => round(of / to);

/** How many times `to` it takes: in the middle, where both were left alone, and of the processor. */
export const compare = (of: Figure, to: Figure) => ({
  p50: ratio(of.p50, to.p50),
  p10: ratio(of.p10, to.p10),
  cpu: ratio(of.cpu, to.cpu),
});
