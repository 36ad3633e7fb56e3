import { z } from 'zod';
import { freeSheet, type KnownSheet, knownSheets, printerSheet, type Sheet } from './sheets.ts';

/** Labels of one print; a case has at most 1,000 slots. */
const MOST_LABELS = 2000;

const name = z.string().min(1).max(80);
/** What gets labels. */
export const labelSubject = z.discriminatedUnion('of', [
  z.object({ of: z.literal('assets'), tags: z.array(name).min(1).max(MOST_LABELS) }),
  /** the assets that are at home in a case or in it now */
  z.object({ of: z.literal('contents'), case: name }),
  z.object({ of: z.literal('cases'), cases: z.array(name).min(1).max(MOST_LABELS) }),
  z.object({ of: z.literal('slots'), case: name }),
  z.object({ of: z.literal('receipts'), receipts: z.array(name).min(1).max(MOST_LABELS) }),
  /** nothing: the outlines of the sheet with rulers, to see how far a printer is off */
  z.object({ of: z.literal('test') }),
]);
export type LabelSubject = z.output<typeof labelSubject>;

// The names are those of the table.
const sheetNames = Object.keys(knownSheets) as [KnownSheet, ...KnownSheet[]];
const side = z.number().min(10).max(300);
export const sheetWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), name: z.enum(sheetNames.map(String) as [string, ...string[]]) }),
  z.object({ kind: z.literal('free'), sheet: freeSheet }),
  z.object({ kind: z.literal('printer'), width: side, height: side }),
]);
export type SheetWish = z.output<typeof sheetWish>;

const symbols = ['code128', 'qr', 'both'] as const;

export const labelWish = z.object({
  subject: labelSubject,
  sheet: sheetWish,
  symbol: z.enum(symbols),
  /** the first label of the first page that is still there, from 1, row by row */
  first: z.int().min(1).max(1200).default(1),
  /** millimetres by which the print has to move on this printer: right and down are positive */
  shift: z.object({ x: z.number().min(-10).max(10), y: z.number().min(-10).max(10) }).default({ x: 0, y: 0 }),
});
export type LabelWish = z.output<typeof labelWish>;

export function sheetOf(wish: SheetWish): Sheet {
  switch (wish.kind) {
    case 'known':
      // One of the names of the table: the form says so.
      return knownSheets[wish.name as KnownSheet];
    case 'free':
      return wish.sheet;
    case 'printer':
      return printerSheet(wish);
  }
}
