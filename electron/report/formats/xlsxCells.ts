import type { Cell } from '../../../shared/report/document.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/time.ts';
import { cellText } from '../cellText.ts';

/** Which of the looks below a cell has, by its number in `stylesXml`. */
export const TEXT_STYLE = 1;
export const HEAD_STYLE = 2;
export const STYLES = {
  plain: { text: TEXT_STYLE, moment: 3, number: 4, code: 5 },
  struck: { text: 6, moment: 7, number: 8, code: 9 },
} as const;
type Style = (typeof STYLES)[keyof typeof STYLES];

/** Characters that one cell of a workbook holds. */
const CELL_CHARS = 32_767;
/** 1970 in days of a workbook, which counts from the end of 1899. */
const EPOCH_DAY = 25_569;

/**
 * One cell. Moments are real dates in the offset of the document, so that they sort and can be reckoned with; text is
 * text and never a formula, whatever it begins with.
 */
export function cellXml(cell: Cell, style: Style): string {
  if (cell === null) return `<c s="${style.text}"/>`;
  if (cell.kind === 'number') return `<c s="${style.number}"><v>${cell.value}</v></c>`;
  if (cell.kind === 'moment') {
    const day = (Date.parse(cell.at) + cell.offset * MINUTE_MS) / DAY_MS + EPOCH_DAY;
    return day >= 1 ? `<c s="${style.moment}"><v>${day}</v></c>` : textCell(cellText(cell), style.text);
  }
  return textCell(cellText(cell), cell.kind === 'code' ? style.code : style.text);
}

export function textCell(text: string, style: number): string {
  return text === ''
    ? `<c s="${style}"/>`
    : `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(text.slice(0, CELL_CHARS))}</t></is></c>`;
}

/** XML has no place for most control characters; workbooks write them as `_x0001_`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const UNFIT = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g;

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(UNFIT, (sign: string) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('\r', '_x000D_');
}

/** The looks: plain, head, and those of the two tables above, in the order of their numbers. */
export function stylesXml(): string {
  const font = (more: string) => `<font>${more}<sz val="11"/><name val="Calibri"/></font>`;
  const mono = (more: string) => `<font>${more}<sz val="10"/><name val="Consolas"/></font>`;
  const look = (numFmt: number, fontId: number, wrap: boolean) =>
    `<xf numFmtId="${numFmt}" fontId="${fontId}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top"${wrap ? ' wrapText="1"' : ''}/></xf>`;
  const looks = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    look(49, 0, true),
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
    look(164, 0, false),
    look(0, 0, false),
    look(49, 2, true),
    look(49, 3, true),
    look(164, 3, false),
    look(0, 3, false),
    look(49, 4, true),
  ];
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="5">${font('')}${font('<b/>')}${mono('')}${font('<strike/>')}${mono('<strike/>')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EBEE"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${looks.length}">${looks.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
