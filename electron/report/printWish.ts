import { z } from 'zod';
import { papers } from '../../shared/contract/reports.ts';
import type { DocumentHead } from '../../shared/report/document.ts';
import { documentWords as words } from '../../shared/uiWordsReportDocument.ts';

/** A page of HTML to be printed: both files absolute, the PDF not there yet. Crosses to a process of its own. */
export const printWish = z.object({
  page: z.string(),
  pdf: z.string(),
  paper: z.enum(papers),
  /** what stands at the foot of each page, left and middle; the number of the page stands right */
  foot: z.object({ left: z.string(), middle: z.string(), page: z.string(), of: z.string() }),
});
export type PrintWish = z.output<typeof printWish>;

/** Document number and the beginning of the chain head on every page, so that no page is of another document. */
export function footOf({ documentNumber, title, chainHead }: DocumentHead): PrintWish['foot'] {
  return {
    left: `${documentNumber} · ${title}`,
    middle: `${words.head} ${chainHead.seq} · ${chainHead.hash.slice(0, 16)}`,
    page: words.page,
    of: words.of,
  };
}
