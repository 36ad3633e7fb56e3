import { z } from 'zod';

/** Where labels lie on a page, all in millimetres. A label printer has pages of one label. */
export interface Sheet {
  readonly page: { readonly width: number; readonly height: number };
  readonly columns: number;
  readonly rows: number;
  readonly label: { readonly width: number; readonly height: number };
  /** the upper left corner of the first label */
  readonly left: number;
  readonly top: number;
  /** from one label to the next one, edge to the same edge */
  readonly stepX: number;
  readonly stepY: number;
}

const A4 = { width: 210, height: 297 } as const;
const LETTER = { width: 215.9, height: 279.4 } as const;

/** Sheets as their makers publish them. */
export const knownSheets = {
  /** Avery L7160: 21 labels of 63.5 × 38.1 mm on A4 */
  L7160: {
    page: A4,
    columns: 3,
    rows: 7,
    label: { width: 63.5, height: 38.1 },
    left: 7.25,
    top: 15.15,
    stepX: 66,
    stepY: 38.1,
  },
  /** Avery 5160: 30 labels of 2 5/8 × 1 in on Letter */
  '5160': {
    page: LETTER,
    columns: 3,
    rows: 10,
    label: { width: 66.675, height: 25.4 },
    left: 4.7625,
    top: 12.7,
    stepX: 69.85,
    stepY: 25.4,
  },
} as const satisfies Readonly<Record<string, Sheet>>;
export type KnownSheet = keyof typeof knownSheets;

const length = (most: number) => z.number().min(0).max(most);
const size = z.object({ width: z.number().min(10).max(450), height: z.number().min(8).max(450) });

/** A sheet that somebody measured; the labels must lie on the page. */
export const freeSheet = z
  .object({
    page: size,
    columns: z.int().min(1).max(20),
    rows: z.int().min(1).max(60),
    label: size,
    left: length(200),
    top: length(200),
    stepX: length(450),
    stepY: length(450),
  })
  .refine(({ page, columns, label, left, stepX }) => left + (columns - 1) * stepX + label.width <= page.width + 0.01, {
    path: ['columns'],
    message: 'lie beyond the right edge of the page',
  })
  .refine(({ page, rows, label, top, stepY }) => top + (rows - 1) * stepY + label.height <= page.height + 0.01, {
    path: ['rows'],
    message: 'lie beyond the lower edge of the page',
  });

/** The page of a label printer: one label, to its edges. */
export function printerSheet(label: Sheet['label']): Sheet {
  return { page: label, columns: 1, rows: 1, label, left: 0, top: 0, stepX: label.width, stepY: label.height };
}
