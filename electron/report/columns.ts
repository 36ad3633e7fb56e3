import type { Column } from '../../shared/report/document.ts';
import { documentWords as words } from '../../shared/uiWordsReportDocument.ts';

type Named = keyof typeof words.columns;

/** What a column holds goes with its name, in every report; one that is not here holds text. */
const KINDS: Partial<Readonly<Record<Named, Column['kind']>>> = {
  seq: 'number',
  happened: 'moment',
  recorded: 'moment',
  from: 'moment',
  until: 'moment',
  since: 'moment',
  due: 'moment',
  tag: 'code',
  serial: 'code',
  subject: 'code',
  holds: 'code',
  seal: 'code',
  hash: 'code',
};

/**
 * The columns of a table, from the left.
 *
 * @param widths of each by its name, in hundredths of the page; 21 keep a whole moment in one line of an upright page
 */
export function columns(widths: Readonly<Partial<Record<Named, number>>>): readonly Column[] {
  return Object.entries(widths).map(([name, width]) => {
    const named = name as Named; // the keys are of no other type
    return { label: words.columns[named], width, kind: KINDS[named] ?? 'text' };
  });
}
