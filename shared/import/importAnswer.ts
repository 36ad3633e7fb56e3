import type { Change } from '../event.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Encoding, ImportKind, Separator } from './importForm.ts';

/**
 * What becomes of a row: added; an asset or holder of the store changed to what the row says, or kept as it is although
 * the row says otherwise; in the store already with the same details; a repeat of an earlier row; left out by who
 * imports; or left out because something is wrong with it.
 */
export const rowActions = ['add', 'change', 'keep', 'same', 'skip', 'left', 'error'] as const;
export type RowAction = (typeof rowActions)[number];

/** Something to be told about a row, in a code for programs and a sentence for people. */
export interface RowFinding {
  readonly code: RefusalCode;
  /** the field of ours that it is about, null: the whole row */
  readonly field: string | null;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What became, or would become, of one row. */
export interface RowResult {
  readonly line: number;
  /** the tag or the holder's name; null when the row has none */
  readonly name: string | null;
  readonly action: RowAction;
  /** where an added asset is recorded; null: without a place, or not added */
  readonly slot: { readonly case: string; readonly slot: number } | null;
  /** of a row that the store knows with other details: what it has, and what the row says */
  readonly changes: readonly Change[];
  readonly problem: RowFinding | null;
  readonly warnings: readonly RowFinding[];
}

/** Something to look at, with its row: every problem, then every warning, by line. */
export interface Finding extends RowFinding {
  readonly line: number;
  readonly name: string | null;
  readonly action: RowAction;
}

export interface CaseResult {
  readonly code: string;
  readonly slots: number;
  /** where its size comes from: the map, or the line that names its highest slot */
  readonly sizedBy: 'map' | { readonly line: number };
}

export interface ImportSummary {
  /** false: refused as a whole, nothing is (or would be) recorded, and `error` says why */
  readonly ok: boolean;
  readonly error: {
    readonly code: RefusalCode;
    readonly message: string;
    readonly details: Readonly<Record<string, unknown>>;
  } | null;
  /** was anything recorded? Never in a dry run */
  readonly committed: boolean;
  /** the id of the batch that was recorded, for `import.undo`; null: none */
  readonly batch: string | null;
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly kind: ImportKind;
  readonly file: {
    readonly name: string;
    readonly sha256: string;
    /** null for a workbook, as is the separator */
    readonly encoding: Encoding | null;
    readonly separator: Separator | null;
    /** null for a text */
    readonly sheet: string | null;
    readonly columns: readonly string[];
  };
  /** columns that no field reads: attributes of assets, left out of holders */
  readonly unmapped: readonly string[];
  readonly counts: {
    readonly rows: number;
    readonly added: number;
    readonly changed: number;
    readonly kept: number;
    readonly same: number;
    readonly skipped: number;
    readonly leftOut: number;
    readonly errors: number;
    readonly warnings: number;
    readonly casesAdded: number;
  };
  readonly cases: readonly CaseResult[];
  /** about the file and the map as a whole, in sentences */
  readonly remarks: readonly string[];
  readonly findings: readonly Finding[];
  readonly rows: readonly RowResult[];
}

/** One import that was recorded, as `import.list` gives it. */
export interface ImportRow {
  /** what `import.undo` names */
  readonly batch: string;
  readonly seq: number;
  readonly at: string;
  readonly actor: string | null;
  readonly kind: ImportKind;
  readonly file: string;
  readonly sha256: string;
  /** what whoever imported said of it */
  readonly note: string | null;
  /** rows of the file; added and changed of them */
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly casesAdded: number;
  readonly undone: { readonly at: string; readonly actor: string | null; readonly reason: string } | null;
}
