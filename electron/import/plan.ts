import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Change } from '../../shared/event.ts';
import type { RowAction, RowFinding } from '../../shared/import/importAnswer.ts';
import type { AssetField, HolderField } from '../../shared/import/importForm.ts';
import type { Reading } from './importMap.ts';
import type { TableRow } from './tableOf.ts';

export type PlannedCommand = CommandOf<'asset.add' | 'asset.change' | 'holder.add' | 'holder.change'>;

export interface PlannedRow {
  readonly line: number;
  /** tag or holder's name as it would be recorded; null when the row has none */
  readonly name: string | null;
  readonly action: RowAction;
  /** what the store has and what the row says, where the store knows it with other details */
  readonly changes: readonly Change[];
  /** why the row is refused; null when it is not */
  readonly problem: RowFinding | null;
  /** what to know about a row that does not stop it */
  readonly warnings: readonly RowFinding[];
  /** exactly when the action is `add` or `change` */
  readonly command: PlannedCommand | null;
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
