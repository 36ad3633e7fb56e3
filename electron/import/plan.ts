import type { CommandOf } from '../../shared/contract/commands.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { AssetField, HolderField, Reading } from './importMap.ts';
import type { TableRow } from './tableOf.ts';

/**
 * What becomes of a row: recorded; already in the store with the same details; a repeat of an earlier row, left out;
 * or left out because something is wrong with it.
 */
export type RowAction = 'add' | 'same' | 'skip' | 'error';

/** Something to be told about a row, in a code for programs and a sentence for people. */
export interface RowFinding {
  readonly code: RefusalCode;
  /** the field of ours that it is about, null: the whole row */
  readonly field: string | null;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface PlannedRow {
  readonly line: number;
  /** tag or holder's name as it would be recorded; null when the row has none */
  readonly name: string | null;
  readonly action: RowAction;
  /** why the row is not added; null when it is, or when it is the same */
  readonly problem: RowFinding | null;
  /** what to know about a row that does not stop it */
  readonly warnings: readonly RowFinding[];
  /** exactly when the action is `add` */
  readonly command: CommandOf<'asset.add'> | CommandOf<'holder.add'> | null;
}

/** A case that the list names and the store does not have. */
export interface PlannedCase {
  readonly command: CommandOf<'case.add'>;
  /** where the size comes from: the map, or the line with the highest slot */
  readonly sizedBy: 'map' | { readonly line: number };
}

export interface Plan {
  /** in the order of the file */
  readonly rows: readonly PlannedRow[];
  /** those that a row to be added needs, in the order in which they are named */
  readonly cases: readonly PlannedCase[];
  /** what concerns no row */
  readonly remarks: readonly string[];
}

export interface KnownAsset {
  readonly tag: string;
  /** model, serial …: absent and empty are the same */
  readonly details: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface KnownHolder {
  readonly name: string;
  readonly reference: string | null;
  readonly organisation: string | null;
  readonly contact: string | null;
}

/** What the store has already. Read only; each answer is that of one moment. */
export interface StoreLook {
  asset(tag: string): KnownAsset | null;
  hasCase(code: string): boolean;
  holder(name: string): KnownHolder | null;
}

/** The value of a field in a row: the first of its columns that is not empty; null when all are. */
export function valueIn(row: TableRow, reading: Reading, field: AssetField | HolderField): string | null {
  for (const at of reading.positions.get(field) ?? []) {
    const cell = row.cells[at];
    if (cell) return cell;
  }
  return null;
}

/** Leaves out what is null, so that an event does not record that a list was silent. */
export function given<F extends string>(values: Readonly<Record<F, string | null>>): { readonly [K in F]?: string } {
  const said = Object.entries<string | null>(values).filter(([, value]) => value !== null);
  return Object.fromEntries(said) as { readonly [K in F]?: string }; // fromEntries forgets the keys, the filter the null
}
