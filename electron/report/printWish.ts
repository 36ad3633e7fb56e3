import { z } from 'zod';
import { papers } from '../../shared/contract/reports.ts';
import type { DocumentHead } from '../../shared/report/document.ts';
import { documentWords as words } from '../../shared/uiWordsReportDocument.ts';

/** A page of HTML to be printed: both files absolute, the PDF not there yet. Crosses to a process of its own. */
export const printWish = z.object({
  page: z.string(),
  pdf: z.string(),
  /** a size that is named, or in mm: labels */
  paper: z.union([z.enum(papers), z.object({ width: z.number(), height: z.number() })]),
  /** what stands at the foot of each page, left and middle; the number of the page stands right */
  /** null: none, and no margins either: the page says where everything lies */
  foot: z.object({ left: z.string(), middle: z.string(), page: z.string(), of: z.string() }).nullable(),
});
export type PrintWish = z.output<typeof printWish>;

/** Document number and the beginning of the chain head on every page, so that no page is of another document. */
export function footOf({ documentNumber, title, chainHead }: DocumentHead): NonNullable<PrintWish['foot']> {
  return {
    left: `${documentNumber} · ${title}`,
    middle: `${words.head} ${chainHead.seq} · ${chainHead.hash.slice(0, 16)}`,
    page: words.page,
    of: words.of,
  };
}
