import { words } from '../../../shared/uiWords.ts';

/** Slot labels as a person types them, one a line: `3: front left`. */

export function labelsText(rows: readonly { readonly slot: number; readonly label: string | null }[]): string {
  return rows.flatMap(({ slot, label }) => (label === null ? [] : [`${slot}: ${label}`])).join('\n');
}

export type ReadLabels =
  | { readonly ok: true; readonly labels: Readonly<Record<string, string>> }
  /** the first line that says no slot and label, or names a slot a second time */
  | { readonly ok: false; readonly line: string; readonly twice: boolean };

const LINE = /^0*([1-9]\d{0,3})\s*[:.\t]\s*(.+)$/u;

/** The labels by slot number, as commands take them. Blank lines are none. */
export function readLabels(text: string): ReadLabels {
  const labels: Record<string, string> = {};
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [, slot, label] = LINE.exec(line) ?? [];
    if (slot === undefined || label === undefined) return { ok: false, line, twice: false };
    if (labels[slot] !== undefined) return { ok: false, line, twice: true };
    labels[slot] = label.trim();
  }
  return { ok: true, labels };
}

/** What is wrong with the line, and what to do. */
export function labelsFault({ line, twice }: Extract<ReadLabels, { readonly ok: false }>): string {
  const { labelsTwice, labelsUnread } = words.case.change;
  return twice ? labelsTwice(line) : labelsUnread(line);
}
