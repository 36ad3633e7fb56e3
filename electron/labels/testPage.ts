import { type LabelWish, sheetOf } from '../../shared/labels/labelWish.ts';
import { labelWords } from '../../shared/uiWordsLabels.ts';
import { escapeHtml } from '../report/formats/htmlCells.ts';
import type { LabelPages } from './labelPages.ts';

/** mm between two figures on a ruler. */
const FIGURE = 10;
/** mm that a ruler is long at the most. */
const LONGEST = 100;
/** Thin enough to see half a millimetre beside it, mm. */
const LINE = 0.1;

/**
 * One page with the outline of every label where it would be printed, and rulers in millimetres from the corner of the
 * first: held against the sheet it says how far this printer is off, and whether it printed at 100 %.
 */
export function testPage({ sheet: wish, shift }: Pick<LabelWish, 'sheet' | 'shift'>): LabelPages {
  const { page, label, columns, rows, left, top, stepX, stepY } = sheetOf(wish);
  const at = (column: number, row: number) => [left + column * stepX + shift.x, top + row * stepY + shift.y] as const;
  const outlines = Array.from({ length: columns * rows }, (_, i) => {
    const [x, y] = at(i % columns, Math.floor(i / columns));
    return `<rect x="${mm(x)}" y="${mm(y)}" width="${mm(label.width)}" height="${mm(label.height)}"/>`;
  });
  const [x, y] = at(0, 0);
  const across = Math.min(LONGEST, page.width - x - FIGURE);
  const down = Math.min(LONGEST, page.height - y - FIGURE);
  const ticks = [
    ...ruler(across).map(([by, long]) => line(x + by, y, x + by, y + long)),
    ...ruler(down).map(([by, long]) => line(x, y + by, x + long, y + by)),
  ];
  const said = labelWords.test(Math.floor(across / FIGURE) * FIGURE);
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(labelWords.subjects.test)}</title><style>
@page { size: ${page.width}mm ${page.height}mm; margin: 0; }
html { background: #fff; color: #000; }
body { margin: 0; }
.page { width: ${page.width}mm; height: ${page.height}mm; overflow: hidden; }
svg { display: block; width: 100%; height: 100%; fill: none; stroke: #000; stroke-width: ${LINE}; }
text { fill: #000; stroke: none; font: 2.4px 'Noto Sans', 'DejaVu Sans', Arial, sans-serif; }
@media screen { html { background: #ddd; } .page { background: #fff; margin: 4mm auto; box-shadow: 0 0.5mm 2mm #0004; } }
</style></head><body><section class="page"><svg viewBox="0 0 ${page.width} ${page.height}">
${[...outlines, ...ticks].join('\n')}
<text x="${mm(x + 6)}" y="${mm(y + 9)}">${escapeHtml(said)}</text>
</svg></section></body></html>
`;
  return { html, pages: 1, paper: page };
}

/** The marks of a ruler: how far from its beginning, and how long each; mm. */
const ruler = (length: number): readonly (readonly [by: number, long: number])[] =>
  Array.from(
    { length: Math.floor(length) + 1 },
    (_, by) => [by, by % FIGURE === 0 ? 4 : by % 5 === 0 ? 3 : 2] as const,
  );

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${mm(x1)}" y1="${mm(y1)}" x2="${mm(x2)}" y2="${mm(y2)}"/>`;

const mm = (length: number): string => length.toFixed(2);
