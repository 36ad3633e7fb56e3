/** Times in ms: how many, the tenth that the machine's other work disturbed least, the middle, and the slow ones. */
export interface Times {
  readonly n: number;
  readonly p10: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly longest: number;
}

export const tenth = (ms: number): number => Math.round(ms * 10) / 10;

export function times(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number) => tenth(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return {
    n: sorted.length,
    p10: at(0.1),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    longest: tenth(sorted.at(-1) ?? 0),
  };
}
