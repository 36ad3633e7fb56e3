import { type LabelWish, sheetOf } from '../../shared/labels/labelWish.ts';
import type { Sheet } from '../../shared/labels/sheets.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { FONT_NAMES, fontFaces } from '../report/fonts.ts';
import { escapeHtml } from '../report/formats/htmlCells.ts';
import { code128, qrCode } from './symbol.ts';

export interface Label {
  /** what a scanner reads */
  readonly code: string;
  /** what a person reads, large */
  readonly title: string;
  /** below it, small */
  readonly lines: readonly string[];
}

/** mm between the edge of a label and what is on it: cut and print are never exact. */
const PADDING = 2;
/** mm between the bars and what stands above them. */
const GAP = 1;
/** Of the height of a label, what its bars take. */
const BARS = 0.34;
/** The side of a QR code, mm at the most: more takes room and reads no better. */
const LARGEST_QR = 30;

export interface LabelPages {
  readonly html: string;
  readonly pages: number;
  /** mm */
  readonly paper: Sheet['page'];
}

/**
 * Pages of labels at their exact size, as one HTML document that needs nothing from outside.
 *
 * @param fonts  folder of the fonts
 * @returns INVALID for labels too small for what is to be on them, or a first label that the sheet has not
 */
export function labelPages(
  labels: readonly Label[],
  { sheet: wish, symbol, first, shift }: Omit<LabelWish, 'subject'>,
  fonts: string,
): Result<LabelPages> {
  const sheet = sheetOf(wish);
  const onPage = sheet.columns * sheet.rows;
  if (first > onPage)
    return refuse('INVALID', { field: 'first', why: `is more than the ${onPage} labels of the sheet` });
  const drawn: string[] = [];
  for (const label of labels) {
    const html = labelHtml(label, symbol, sheet.label);
    if (html === null) {
      return refuse('INVALID', { field: 'sheet', why: `has labels too small for the code of ${label.title}` });
    }
    drawn.push(html);
  }
  const pages = Math.ceil((first - 1 + drawn.length) / onPage);
  const body = Array.from({ length: pages }, (_, page) => {
    const cells = drawn.flatMap((html, i) => {
      const place = first - 1 + i - page * onPage;
      if (place < 0 || place >= onPage) return [];
      const x = sheet.left + (place % sheet.columns) * sheet.stepX + shift.x;
      const y = sheet.top + Math.floor(place / sheet.columns) * sheet.stepY + shift.y;
      return [`<div class="label" style="left:${x.toFixed(3)}mm;top:${y.toFixed(3)}mm">${html}</div>`];
    });
    return `<section class="page">${cells.join('')}</section>`;
  });
  const used = new Set(labels.flatMap(({ title, lines }) => Array.from(title + lines.join(''), codePoint)));
  const faces = fontFaces(fonts, used);
  return accept({ html: document(body.join('\n'), sheet, faces), pages, paper: sheet.page });
}

const codePoint = (letter: string): number => letter.codePointAt(0) ?? 0;

/** The bars take the whole width below everything else: they are what needs room. */
function labelHtml({ code, title, lines }: Label, symbol: LabelWish['symbol'], label: Sheet['label']): string | null {
  const width = label.width - 2 * PADDING;
  const height = label.height - 2 * PADDING;
  const bars = symbol === 'qr' ? '' : code128(code, width, height * BARS);
  const above = symbol === 'qr' ? height : height * (1 - BARS) - GAP;
  const qr = symbol === 'code128' ? '' : qrCode(code, Math.min(above, LARGEST_QR, width / 2));
  if (qr === null || bars === null) return null;
  const words = lines.map((line) => `<p><bdi>${escapeHtml(line)}</bdi></p>`).join('');
  const text = `<div class="text"><h2><bdi>${escapeHtml(title)}</bdi></h2>${words}</div>`;
  const top = `<div class="top">${qr === '' ? '' : `<div class="qr">${qr}</div>`}${text}</div>`;
  return `${top}${bars === '' ? '' : `<div class="bars">${bars}</div>`}`;
}

function document(body: string, { page, label }: Sheet, faces: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Labels</title><style>
${faces}
@page { size: ${page.width}mm ${page.height}mm; margin: 0; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; font: 7pt/1.2 '${FONT_NAMES.sans}', '${FONT_NAMES.more}', 'Noto Sans', sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body, h2, p { margin: 0; }
.page { position: relative; width: ${page.width}mm; height: ${page.height}mm; overflow: hidden; break-after: page; }
.page:last-of-type { break-after: auto; }
.label { position: absolute; display: flex; flex-direction: column; gap: ${GAP}mm; width: ${label.width}mm; height: ${label.height}mm; padding: ${PADDING}mm; overflow: hidden; }
.top { flex: 1; min-height: 0; display: flex; gap: ${PADDING}mm; align-items: center; }
.qr { flex: none; line-height: 0; }
.text { flex: 1; min-width: 0; }
h2 { font: 700 ${label.height < 20 ? 8 : 11}pt/1.15 '${FONT_NAMES.mono}', '${FONT_NAMES.more}', 'Noto Sans Mono', monospace; }
h2, p { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.bars { flex: none; line-height: 0; text-align: center; }
@media screen { html { background: #ddd; } .page { background: #fff; margin: 4mm auto; box-shadow: 0 0.5mm 2mm #0004; } .label { outline: 0.2mm dashed #bbb; } }
</style></head><body>
${body}
</body></html>
`;
}
