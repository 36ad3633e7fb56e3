import { z } from 'zod';
import { reportCatalogue, reportNames } from '../../shared/contract/reports.ts';
import type { JsonObject } from '../../shared/event.ts';
import type { DocumentHead } from '../../shared/report/document.ts';
import { accept, type Result } from '../../shared/result.ts';
import { systemClock } from '../../shared/time.ts';
import { type Custody, openCustody } from '../custody.ts';
import { htmlText } from './formats/html.ts';
import { openReport } from './openReport.ts';
import type { ReportNeeds } from './reportNeeds.ts';
import { type WrittenReport, writeReport } from './writeReport.ts';

/** What the process of a report is heard of and told. */
interface Line {
  readonly stop: AbortSignal;
  unfinished(path: string): void;
}

export interface MadeReport {
  readonly head: DocumentHead;
  /** null: a preview */
  readonly written: WrittenReport | null;
  readonly html: string | null;
}

/**
 * Makes a report on a reading connection of its own, while work goes on beside it.
 *
 * @returns what the report, or the disk, refuses with
 */
export async function reportWork(
  needs: ReportNeeds,
  progress: (done: number, total: number) => void,
  { stop, unfinished }: Line,
): Promise<Result<MadeReport>> {
  const { path, home, migrations, fonts, appVersion, by, filters, paper, bom, task } = needs;
  const opened = openCustody({ path, home, migrations, mode: 'read' });
  if (!opened.ok) return opened;
  const custody = opened.value;
  custody.inBulk.spareMemory();
  try {
    const report = openReport(custody, { name: needs.report, filters, clock: systemClock, appVersion, by });
    if (!report.ok) return report;
    const { head } = report.value;
    if (task.task === 'preview') {
      const options = { paper, fonts, maxRows: task.maxRows, onRow: () => undefined };
      return accept({ head, written: null, html: [...htmlText(report.value, options)].join('') });
    }
    const total = about(custody, needs);
    const written = await writeReport(report.value, {
      out: task.out,
      format: task.format,
      paper,
      bom,
      fonts,
      stop,
      onAside: unfinished,
      onProgress: (rows) => progress(Math.min(rows, total), total),
    });
    return written.ok ? accept({ head, written: written.value, html: null }) : written;
  } finally {
    custody.close();
  }
}

const counts = z.object({ lastSeq: z.int(), counts: z.object({ assets: z.int(), cases: z.int() }) });

/** About how many rows there will be, for the progress; 0: hard to say before. */
function about(custody: Custody, { report, filters }: ReportNeeds): number {
  const name = reportNames.find((known) => known === report);
  if (!name || narrowed(filters)) return 0;
  const info = custody.query('store.info', {}, null);
  if (!info.ok) return 0;
  const { lastSeq, counts: all } = counts.parse(info.value);
  if (name === 'ledger' || name === 'audit') return lastSeq;
  if (name === 'custody') return all.assets;
  // Every event of an asset, and about as many stays.
  return reportCatalogue[name].about === 'tag' ? 2 * lastSeq : 0;
}

const narrowed = (filters: JsonObject): boolean =>
  Object.entries(filters).some(
    ([name, value]) => value !== undefined && !['at', 'knownAt', 'entries', 'all'].includes(name),
  );
