import type { Cell } from '../../../shared/report/document.ts';
import { custodyText, momentText } from '../cellText.ts';

/** Text as it stands in a page; nothing in it is markup. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\0', '\u2400');
}

/** Names and notes may be written from right to left; what stands around them must not turn with them. */
const isolated = (text: string): string => `<bdi>${escapeHtml(text)}</bdi>`;

/** @param struckThrough the row that it is in no longer holds; words that mark stay as they are */
export function cellHtml(cell: Cell, struckThrough = false): string {
  if (cell === null) return '';
  const inside = (html: string): string => (struckThrough ? `<s>${html}</s>` : html);
  switch (cell.kind) {
    case 'text':
      return inside(isolated(cell.text));
    case 'code':
      return inside(`<bdi class="code">${escapeHtml(cell.text)}</bdi>`);
    case 'number':
      return inside(String(cell.value));
    case 'moment': {
      const [day = '', clock = '', offset = ''] = momentText(cell.at, cell.offset).split(' ');
      return inside(
        `<time datetime="${escapeHtml(cell.at)}"><span class="nowrap">${day}</span> <span class="clock">${clock} <span class="off">${offset}</span></span></time>`,
      );
    }
    case 'custody':
      return inside(isolated(custodyText(cell)));
    case 'mark':
      return `<span class="mark" data-tone="${cell.tone}">${escapeHtml(cell.text)}</span>`;
    case 'struck': {
      const label = cell.label === null ? '' : `${escapeHtml(cell.label)} `;
      return `${label}<s>${cellHtml(cell.was)}</s> → ${cellHtml(cell.now)}`;
    }
    case 'lines':
      return cell.lines.map((line) => `<span class="line">${cellHtml(line, struckThrough)}</span>`).join('');
    case 'run':
      return cell.parts.map((part) => cellHtml(part, struckThrough)).join(' ');
    default:
      return cell satisfies never;
  }
}
