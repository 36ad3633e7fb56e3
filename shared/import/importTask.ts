import { z } from 'zod';
import type { ImportRow, ImportSummary, RowResult } from './importAnswer.ts';
import type { Encoding, Separator } from './importForm.ts';
import { importKinds, readingWish, rowWishes } from './importForm.ts';

/** What the window asks of the list that it handed over; each is a job. */

const about = {
  kind: z.enum(importKinds),
  /** our field → their column or columns; judged by the engine */
  map: z.record(z.string().max(60), z.unknown()),
  reading: readingWish,
  wishes: rowWishes,
} as const;

export const importTask = z.discriminatedUnion('task', [
  /** how the file reads, with its first rows */
  z.strictObject({ task: z.literal('look'), reading: readingWish }),
  /** what would become of each row */
  z.strictObject({ task: z.literal('check'), ...about }),
  /** records what was seen: `digest` as the check gave it */
  z.strictObject({ task: z.literal('commit'), ...about, seen: z.string().max(64) }),
]);
export type ImportTask = z.output<typeof importTask>;

/** A row of a file as it stands there. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ListLook {
  readonly what: 'look';
  readonly sha256: string;
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly headLine: number;
  readonly columns: readonly string[];
  /** rows below the head */
  readonly rows: number;
  /** the first of them */
  readonly sample: readonly FileRow[];
  /** the first rows of the file whatever they are: one of them is the head */
  readonly top: readonly FileRow[];
  /** imports of this very file that were recorded and not undone */
  readonly before: readonly ImportRow[];
}

/** What a check or a commit came to; the rows are asked for as they come into view. */
export interface ListChecked {
  readonly what: 'check' | 'commit';
  readonly summary: Omit<ImportSummary, 'rows' | 'findings'>;
  /** of the rows: what `commit` must find again */
  readonly digest: string;
  /** a letter a row, in the order of the file: see `rowLetters`; upper case: the row has warnings */
  readonly letters: string;
}

/** A row of a check, with its cells as they are read, fixes in place. */
export interface CheckedRow extends RowResult {
  readonly cells: readonly string[];
}

/** What a row's letter stands for; `d`: it differs, and nobody chose yet. */
export const rowLetters = {
  a: 'add',
  c: 'change',
  k: 'keep',
  s: 'same',
  r: 'skip',
  l: 'left',
  e: 'error',
  d: 'differs',
} as const;
export type RowLetter = keyof typeof rowLetters;

/** Rows of a check come in pages of so many. */
export const ROWS_A_PAGE = 200;
