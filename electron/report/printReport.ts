import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Paper } from '../../shared/contract/reports.ts';
import type { ReportDocument } from '../../shared/report/document.ts';
import { accept, type Result } from '../../shared/result.ts';
import { writeAside } from '../store/writeAside.ts';
import { footOf, type PrintWish } from './printWish.ts';
import { type WriteOptions, type WrittenReport, writeReport } from './writeReport.ts';

interface PrintOptions extends Omit<WriteOptions, 'format' | 'bom'> {
  readonly paper: Paper;
  /** prints a page of HTML to a file that is not there yet; refuses where nothing can print */
  print(wish: PrintWish): Promise<Result<null>>;
}

/**
 * Writes a report as PDF: the HTML, printed. The page lies in a folder of its own that only this user can read, and is
 * gone afterwards, whatever happens.
 *
 * @returns as `writeReport`, and what `print` refuses with
 */
export async function printReport(document: ReportDocument, options: PrintOptions): Promise<Result<WrittenReport>> {
  const { print, paper, stop, ...rest } = options;
  const folder = await mkdtemp(join(tmpdir(), 'assettrack-print-'));
  try {
    const page = join(folder, 'report.html');
    const html = await writeReport(document, { ...rest, paper, stop, out: page, format: 'html', bom: false });
    if (!html.ok) return html;
    const pdf = join(folder, 'report.pdf');
    const printed = await print({ page, pdf, paper, foot: footOf(document.head, options.fonts) });
    if (!printed.ok) return printed;
    stop.throwIfAborted();
    const written = await writeAside(options.out, async (aside) => {
      options.onAside?.(aside);
      const bytes = await readFile(pdf);
      await writeFile(aside, bytes, { flag: 'wx', signal: stop });
      return accept(createHash('sha256').update(bytes).digest('hex'));
    });
    return written.ok ? accept({ ...written.value, rows: html.value.rows }) : written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
