/** What a chapter of the suite came to: figures for the table, and everything that should not be. */
export interface Told {
  /** in the order of the table: what was counted, and the number or word */
  readonly figures: Readonly<Record<string, number | string>>;
  /** empty when all holds */
  readonly failures: readonly string[];
}

export interface Setting {
  /** a minute for all chapters, not what it takes */
  readonly short: boolean;
  /** the compiled shim; null where there is none (not Linux) */
  readonly shim: string | null;
  /** a folder of this run's own, in memory where there is such a thing */
  readonly root: string;
  readonly seed: number;
}

export interface Chapter {
  readonly name: string;
  /** what is done to the store, for the table */
  readonly what: string;
  readonly needsShim: boolean;
  run(setting: Setting): Promise<Told>;
}

/** Counts, and keeps the first failures in words. */
export function openTally() {
  const figures: Record<string, number | string> = {};
  const failures: string[] = [];
  return {
    count(name: string, by = 1): void {
      figures[name] = Number(figures[name] ?? 0) + by;
    },
    /** To be 0: more is a failure of its own. */
    mustBeNone(name: string, count: number, where: string): void {
      figures[name] = Number(figures[name] ?? 0) + count;
      if (count > 0) failures.push(`${name}: ${where}`);
    },
    say(name: string, what: number | string): void {
      figures[name] = what;
    },
    fail(what: string): void {
      failures.push(what);
    },
    told: (): Told => ({ figures, failures }),
  };
}

export type Tally = ReturnType<typeof openTally>;
