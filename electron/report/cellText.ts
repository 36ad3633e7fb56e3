import type { Cell } from '../../shared/report/document.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { documentWords as words } from '../../shared/uiWordsReportDocument.ts';

/** `2026-11-21 15:30:12 +01:00`: sorts, reads in every country, and says its offset from UTC. */
export function momentText(at: string, offset: number): string {
  const local = new Date(Date.parse(at) + offset * MINUTE_MS).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${offsetText(offset)}`;
}

/** @param minutes  from UTC, east is positive. @returns `+01:00` */
function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(absolute / 60))}:${two(absolute % 60)}`;
}

/** Where something was, in words. */
export function custodyText({ status, case: inCase, slot, holder, label }: Extract<Cell, { kind: 'custody' }>): string {
  if (status === 'slot' && inCase !== null && slot !== null) {
    const place = words.inSlot(inCase, slot);
    return label === null ? place : words.labelled(place, label);
  }
  return status === 'holder' && holder !== null ? holder : words.statusNames[status];
}

/** A cell where there is only text. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  switch (cell.kind) {
    case 'text':
    case 'code':
    case 'mark':
      return cell.text;
    case 'number':
      return String(cell.value);
    case 'moment':
      return momentText(cell.at, cell.offset);
    case 'custody':
      return custodyText(cell);
    case 'struck': {
      const now = cellText(cell.now);
      const change = now === '' ? `[${cellText(cell.was)}]` : `[${cellText(cell.was)}] → ${now}`;
      return cell.label === null ? change : `${cell.label} ${change}`;
    }
    case 'lines':
      return cell.lines.map(cellText).join('\n');
    case 'run':
      return cell.parts.map(cellText).join(' ');
    default:
      return cell satisfies never;
  }
}
