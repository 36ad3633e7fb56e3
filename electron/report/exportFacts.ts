import type { ReportFormat } from '../../shared/contract/reports.ts';
import type { JsonObject } from '../../shared/event.ts';
import type { DocumentHead } from '../../shared/report/document.ts';
import type { WrittenReport } from './writeReport.ts';

/** What the log keeps of an export: enough to know the file again, and what of the chain it carried away. */
export function exportFacts(
  head: DocumentHead,
  format: ReportFormat,
  written: Omit<WrittenReport, 'path'>,
): JsonObject {
  const { report, documentNumber, subject, filters, at, knownAt, entries, chainHead } = head;
  const { bytes, sha256, rows } = written;
  return {
    report,
    format,
    bytes,
    sha256,
    rows,
    documentNumber,
    ...(subject === null ? {} : { subject }),
    ...(filters.length === 0 ? {} : { filters: Object.fromEntries(filters.map(({ name, value }) => [name, value])) }),
    at,
    knownAt,
    ...(report === 'asset' ? { entries } : {}),
    chainHead,
  };
}
