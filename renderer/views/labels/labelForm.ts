import { type LabelWish, labelWish } from '../../../shared/labels/labelWish.ts';

/** The choices as they stand in the fields; numbers may be half typed. */
export interface LabelForm {
  readonly of: LabelWish['subject']['of'];
  readonly names: readonly string[];
  readonly sheet: 'L7160' | '5160' | 'printer' | 'free';
  readonly symbol: LabelWish['symbol'];
  readonly first: number | string;
  readonly shiftX: number | string;
  readonly shiftY: number | string;
  readonly width: number | string;
  readonly height: number | string;
  readonly pageWidth: number | string;
  readonly pageHeight: number | string;
  readonly columns: number | string;
  readonly rows: number | string;
  readonly left: number | string;
  readonly top: number | string;
  readonly stepX: number | string;
  readonly stepY: number | string;
}

export const usualForm: LabelForm = {
  of: 'assets',
  names: [],
  sheet: 'L7160',
  symbol: 'code128',
  first: 1,
  shiftX: 0,
  shiftY: 0,
  width: 57,
  height: 32,
  pageWidth: 210,
  pageHeight: 297,
  columns: 2,
  rows: 8,
  left: 5,
  top: 12,
  stepX: 100,
  stepY: 34,
};

/** What of the form is worth keeping for the next time: how this printer and its paper are, not what was printed. */
export const keptFields = [
  'sheet',
  'symbol',
  'shiftX',
  'shiftY',
  'width',
  'height',
  'pageWidth',
  'pageHeight',
  'columns',
  'rows',
  'left',
  'top',
  'stepX',
  'stepY',
] as const satisfies readonly (keyof LabelForm)[];

/** Does this kind of thing name one case, or many things? */
export const namesOne = (of: LabelForm['of']): boolean => of === 'contents' || of === 'slots';

/** What the form asks for. @returns the wish; why not, by the field that main would name; null: nothing is named yet */
export function wishOf(form: LabelForm): { readonly wish: LabelWish } | { readonly wrong: string } | null {
  const { of, names, symbol, first, shiftX, shiftY } = form;
  if (names.length === 0 && of !== 'test') return null;
  const tried = labelWish.safeParse({
    subject: subjectOf(of, names),
    sheet: sheetOf(form),
    symbol,
    first,
    shift: { x: shiftX, y: shiftY },
  });
  if (tried.success) return { wish: tried.data };
  const [issue] = tried.error.issues;
  return { wrong: issue ? `${issue.path.join(' ')}: ${issue.message}` : '' };
}

function subjectOf(of: LabelForm['of'], names: readonly string[]): unknown {
  switch (of) {
    case 'assets':
      return { of, tags: names };
    case 'cases':
      return { of, cases: names };
    case 'receipts':
      return { of, receipts: names };
    case 'test':
      return { of };
    default:
      return { of, case: names[0] };
  }
}

function sheetOf(form: LabelForm): unknown {
  const { sheet, width, height, pageWidth, pageHeight, columns, rows, left, top, stepX, stepY } = form;
  switch (sheet) {
    case 'printer':
      return { kind: 'printer', width, height };
    case 'free':
      return {
        kind: 'free',
        sheet: {
          page: { width: pageWidth, height: pageHeight },
          label: { width, height },
          ...{ columns, rows, left, top, stepX, stepY },
        },
      };
    default:
      return { kind: 'known', name: sheet };
  }
}
