import type { JsonObject } from '../../shared/event.ts';
import type { Result } from '../../shared/result.ts';
import type { Custody } from '../custody.ts';

/** What a report may be narrowed to. Instants are RFC 3339; without `at` it is about now. */
export interface Filters {
  readonly at?: string;
  readonly knownAt?: string;
  readonly tag?: string;
  readonly case?: string;
  readonly holder?: string;
  readonly status?: string;
}
export type Filter = keyof Filters;

/** The rows of one report, made while they are written. JSON has them whole; CSV has the columns, empty where absent. */
export interface ReportRows {
  readonly columns: readonly string[];
  readonly rows: Iterable<JsonObject>;
}

/** The end of the log when the report began; nothing later is in it. */
export interface ChainHead {
  readonly seq: number;
  /** hex */
  readonly hash: string;
}

export interface ReportKind {
  readonly name: string;
  /** filters it takes; any other is refused */
  readonly filters: readonly Filter[];
  readonly needs?: Filter;
  open(custody: Custody, filters: Filters, head: ChainHead): Result<ReportRows>;
}

/** What a report says of itself. */
export interface ReportHead {
  readonly report: string;
  readonly storeId: string;
  readonly organisation: string;
  readonly generatedAt: string;
  readonly at: string;
  readonly knownAt: string;
  readonly chainHead: ChainHead;
}
