import type { ReportName } from '../contract/reports.ts';
import type { CustodyStatus } from '../custody/place.ts';
import type { JsonObject } from '../event.ts';
import type { Role } from '../session.ts';

/**
 * A report before it is written in some format: what it says of itself, and sections whose rows are made while they
 * are written. Instants are RFC 3339 in UTC with milliseconds.
 */
export interface ReportDocument {
  readonly head: DocumentHead;
  /** makes them anew each time: a format may go through them more than once */
  sections(): Iterable<Section>;
}

/** What a report says of itself, the same in every format. */
export interface DocumentHead {
  readonly schema: 'assettrack-report-1';
  readonly report: ReportName;
  /** as a person reads it: `Asset chain of custody` */
  readonly title: string;
  /** what it is about: a tag, a code, a name, a number; null: the whole store */
  readonly subject: string | null;
  /** of this document, in the log with the export */
  readonly documentNumber: string;
  readonly organisation: string;
  readonly storeId: string;
  readonly generatedAt: string;
  /** minutes from UTC in which the document's own times are written */
  readonly offset: number;
  /** null: made on the command line by somebody who was not named */
  readonly generatedBy: { readonly name: string; readonly role: Role } | null;
  /** the moment in the field that it shows, inclusive */
  readonly at: string;
  /** only what was recorded by then is in it */
  readonly knownAt: string;
  /** `recorded`: every entry, also those that were corrected; `effective`: those that hold */
  readonly entries: Entries;
  readonly filters: readonly { readonly name: string; readonly value: string }[];
  /** the end of the log when it was made; nothing later is in it */
  readonly chainHead: ChainHead;
  /** the newest export or backup before this one: what is known of the chain outside this laptop; null: none */
  readonly witnessed: Witness | null;
  /** of the laptop that made it; '' for a copy that was opened to be read */
  readonly device: string;
  readonly appVersion: string;
}

export type Entries = 'recorded' | 'effective';

export interface ChainHead {
  readonly seq: number;
  /** hex */
  readonly hash: string;
}

export interface Witness extends ChainHead {
  readonly at: string;
  readonly by: 'export' | 'backup';
}

export type Section =
  | { readonly kind: 'heading'; readonly title: string; readonly note: string | null }
  | { readonly kind: 'note'; readonly tone: Tone; readonly text: string }
  | FactsSection
  | TableSection
  | AcceptanceSection;

/** Labelled facts, in two columns on paper. */
export interface FactsSection {
  readonly kind: 'facts';
  readonly title: string | null;
  readonly facts: readonly { readonly label: string; readonly value: Cell }[];
}

export interface TableSection {
  readonly kind: 'table';
  /** its rows in JSON and CSV: the `row` of each, where a document has several tables */
  readonly row: string;
  readonly title: string;
  /** what stands under the title */
  readonly note: string | null;
  /** what stands there when there is no row */
  readonly empty: string;
  /** the columns that people read */
  readonly columns: readonly Column[];
  /** the fields of a row in CSV, in this order */
  readonly fields: readonly string[];
  readonly rows: Iterable<Row>;
  /**
   * The same rows as lines of CSV, each with its CRLF, where the store can make them without making the rows.
   *
   * @param quoted a value as it stands in the file, in its quotes
   */
  lines?(fields: readonly string[], quoted: (value: unknown) => string): Iterable<Lines>;
}

/** Some whole lines of CSV. */
export interface Lines {
  readonly rows: number;
  readonly text: string;
}

/** Parties that sign: on paper in boxes beside each other. */
export interface AcceptanceSection {
  readonly kind: 'acceptance';
  readonly title: string;
  readonly parties: readonly Accepted[];
}

export interface Accepted {
  readonly party: string;
  readonly name: string;
  /** null: no acceptance was given */
  readonly given: {
    readonly meaning: string;
    readonly method: string;
    readonly at: Cell;
    /** strokes of points as they were drawn, on a pad of 600 by 200 */
    readonly signature: readonly (readonly (readonly [number, number])[])[] | null;
    readonly witness: string | null;
  } | null;
}

export interface Column {
  readonly label: string;
  /** of the table's width on paper, in hundredths; all of a table are about 100 */
  readonly width: number;
  readonly kind: 'text' | 'number' | 'moment' | 'code';
}

export interface Row {
  /** all that is known of it, for programs */
  readonly data: JsonObject;
  /** what people read, one for each column; made only where people read */
  cells(): readonly Cell[];
  readonly mark?: RowMark | null;
  /** lines over the whole width, below the cells: a chain of corrections, hashes */
  below?(): readonly Cell[];
}

/** `superseded` is struck through; the others are said by a word in the row itself. */
export type RowMark = 'superseded' | 'correction' | 'gap' | 'bad';

export type Tone = 'plain' | 'quiet' | 'warn' | 'bad';

export type Cell =
  | null
  | { readonly kind: 'text'; readonly text: string }
  /** read letter by letter: a tag, a number, a hash */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  /** @param offset minutes from UTC in which it is written */
  | { readonly kind: 'moment'; readonly at: string; readonly offset: number }
  | {
      readonly kind: 'custody';
      readonly status: CustodyStatus;
      readonly case: string | null;
      readonly slot: number | null;
      readonly label: string | null;
      readonly holder: string | null;
    }
  /** a word that stands out, never by colour alone */
  | { readonly kind: 'mark'; readonly text: string; readonly tone: Tone }
  /** what was said before, struck through, and what is said instead */
  | { readonly kind: 'struck'; readonly was: Cell; readonly now: Cell; readonly label: string | null }
  | { readonly kind: 'lines'; readonly lines: readonly Cell[] }
  /** several in one line */
  | { readonly kind: 'run'; readonly parts: readonly Cell[] };
