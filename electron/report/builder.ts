import type { ReportFilters } from '../../shared/contract/reports.ts';
import type { Section } from '../../shared/report/document.ts';
import type { Result } from '../../shared/result.ts';
import type { ReportSource } from './source.ts';

export interface Built {
  /** what the document is about; null: the whole store */
  readonly subject: string | null;
  readonly sections: Iterable<Section>;
}

/** Makes one kind of report. What is asked for and not there is refused before anything is written. */
export type Builder = (source: ReportSource, filters: ReportFilters) => Result<Built>;
