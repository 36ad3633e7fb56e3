import type { BigStore, Size } from './bigStore.ts';
import type { ReportWish } from './peak.ts';

/** What every measure is given. */
export interface Setting {
  /** of the large log; assets are a twentieth of it, as in an organisation that has worked for years */
  readonly size: Size;
  /** a smaller log, where a measure is held against its own growth */
  readonly smaller: Size;
  /** how often what is quick is done */
  readonly rounds: number;
  /** commands of one batch */
  readonly batch: number;
  /** a store of a size, from the cache; not to be written to */
  store(size: Size): BigStore;
  /** an empty folder on the disk that goes when the run ends */
  folder(): string;
  /** the same in memory, where a commit waits for nothing; null where the machine has none */
  memoryFolder(): string | null;
  /** Runs one of the `alone` jobs in a process of its own. */
  alone(job: string, args: Readonly<Record<string, string | number>>): unknown;
  /** the memory that the command line takes for a report, in MB; null: nothing is run in a process of its own */
  peakOfReport(store: BigStore, wish: ReportWish): number | null;
  /** the same under strace, over a copy of the smaller log: how often it waited for the disk; null: strace does not run */
  syncsOf(job: string, args: Readonly<Record<string, string | number>>): number | null;
}

export interface Measure {
  /** what it answers, in a line */
  readonly what: string;
  run(setting: Setting): Promise<Readonly<Record<string, unknown>>>;
}
