import { z } from 'zod';
import { papers } from '../../shared/contract/reports.ts';
import type { DocumentHead } from '../../shared/report/document.ts';
import { documentWords as words } from '../../shared/uiWordsReportDocument.ts';
import { fontFaces, lettersOf } from './fonts.ts';

/** A page of HTML to be printed: both files absolute, the PDF not there yet. Crosses to a process of its own. */
export const printWish = z.object({
  page: z.string(),
  pdf: z.string(),
  /** a size that is named, or in mm: labels */
  paper: z.union([z.enum(papers), z.object({ width: z.number(), height: z.number() })]),
  /**
   * What stands at the foot of each page, left and middle; the number of the page stands right. `faces`: the
   * `@font-face` rules for it. null: none, and no margins either: the page says where everything lies.
   */
  foot: z
    .object({ left: z.string(), middle: z.string(), page: z.string(), of: z.string(), faces: z.string() })
    .nullable(),
});
export type PrintWish = z.output<typeof printWish>;

/** Characters of what the document is about that the foot has room for. */
const SUBJECT = 40;

/**
 * Document number, what it is about and the beginning of the chain head on every page, so that no page is of another
 * document.
 *
 * @param fonts  folder of the fonts
 */
export function footOf(
  { documentNumber, title, subject, chainHead }: DocumentHead,
  fonts: string,
): NonNullable<PrintWish['foot']> {
  const short = subject !== null && subject.length > SUBJECT ? `${subject.slice(0, SUBJECT - 1)}…` : subject;
  const left = [documentNumber, title, short].filter((part) => part !== null).join(' · ');
  const middle = `${words.head} ${chainHead.seq} · ${chainHead.hash.slice(0, 16)}`;
  const { page, of } = words;
  const faces = fontFaces(fonts, lettersOf(`${left} ${middle} ${page} ${of} 0123456789`), true);
  return { left, middle, page, of, faces };
}
