import { z } from 'zod';

/** What can be said about an import, the same from the window and from the command line. */

export const importKinds = ['assets', 'holders'] as const;
export type ImportKind = (typeof importKinds)[number];

export const assetFields = [
  'tag',
  'barcode',
  'serial',
  'model',
  'manufacturer',
  'modelCode',
  'category',
  'notes',
  'case',
  'slot',
  'place',
  'home',
] as const;
export type AssetField = (typeof assetFields)[number];

export const holderFields = ['name', 'reference', 'organisation', 'contact'] as const;
export type HolderField = (typeof holderFields)[number];

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** In the order in which a tie is decided. */
export const separators = [',', ';', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

/** How a file is to be read; what is absent is guessed. */
export const readingWish = z.strictObject({
  encoding: z.enum(encodings).optional(),
  separator: z.enum(separators).optional(),
  /** the line of the column names; 0: there are none */
  headLine: z.int().min(0).max(10_000_000).optional(),
  sheet: z.string().max(200).optional(),
});
export type ReadingWish = z.output<typeof readingWish>;

/** What to do with a row that says something else than the store: leave the store as it is, or take what the list says. */
export const choices = ['keep', 'theirs'] as const;
export type Choice = (typeof choices)[number];

const line = z.int().min(1).max(10_000_000);

/** What somebody decided about single rows; the file itself stays as it was. */
export const rowWishes = z.strictObject({
  /** cells typed anew, by line and column; they are recorded with the batch */
  fixes: z
    .array(z.strictObject({ line, column: z.string().min(1).max(1000), text: z.string().max(4000) }))
    .max(2000)
    .default([]),
  /** why, or from whom the list came; recorded with the batch */
  note: z.string().max(2000).default(''),
  leaveOut: z.array(line).max(500_000).default([]),
  /** of every row that differs and is not named below; null: it is refused until somebody chooses */
  differing: z.enum(choices).nullable().default(null),
  rows: z
    .array(z.strictObject({ line, choice: z.enum(choices) }))
    .max(500_000)
    .default([]),
});
export type RowWishes = z.output<typeof rowWishes>;
export type Fix = RowWishes['fixes'][number];

export const noWishes: RowWishes = { fixes: [], note: '', leaveOut: [], differing: null, rows: [] };
