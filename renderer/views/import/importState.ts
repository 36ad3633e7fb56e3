import type { ImportKind, ReadingWish, RowWishes } from '../../../shared/import/importForm.ts';
import type { ImportTask, ListChecked, ListLook } from '../../../shared/import/importTask.ts';
import type { ColumnMap } from '../../../shared/import/suggestMap.ts';
import type { Refused } from '../../../shared/ipc/contract.ts';

export const steps = ['file', 'map', 'check', 'confirm', 'done'] as const;
export type Step = (typeof steps)[number];

/** One import on its way, from the file to what was recorded. It stays while the window shows something else. */
export interface ImportState {
  readonly step: Step;
  /** main's id of the list that was handed over; null: none */
  readonly list: string | null;
  readonly fileName: string;
  readonly reading: ReadingWish;
  readonly look: ListLook | null;
  readonly kind: ImportKind;
  readonly map: ColumnMap;
  /** how many slots new cases get, by code; what is absent is as large as the list needs */
  readonly slots: Readonly<Record<string, number>>;
  readonly wishes: RowWishes;
  /** cells that are being typed anew, by line and column; not yet wished for */
  readonly typed: Readonly<Record<number, Readonly<Record<string, string>>>>;
  /** what the last check said; null: the wishes have changed so much that it says nothing */
  readonly checked: ListChecked | null;
  /** counts the checks: rows that were fetched belong to one of them */
  readonly round: number;
  readonly recorded: ListChecked | null;
  readonly job: { readonly id: string; readonly task: ImportTask['task'] } | null;
  readonly refused: Refused | null;
  /** what a cancelling came to; late: it was recorded all the same */
  readonly cancelled: 'in time' | 'late' | null;
  /** begun before, but its file is not here any more: it is to be chosen again */
  readonly kept: KeptImport | null;
  /** what is to be said of a half-done import that was taken up: since when it lay, or that its file is another by now */
  readonly resumed: { readonly since: number } | 'changed' | null;
}

/** A half-done import, but for its file: what was chosen and typed, and of which bytes. */
export interface KeptImport
  extends Pick<ImportState, 'fileName' | 'reading' | 'kind' | 'map' | 'slots' | 'wishes' | 'typed'> {
  readonly sha256: string;
  readonly step: Exclude<Step, 'done'>;
  /** ms since 1970 UTC */
  readonly savedAt: number;
}
