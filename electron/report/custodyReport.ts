import { accept } from '../../shared/result.ts';
import { allPages } from './allPages.ts';
import type { ReportKind } from './report.ts';

/** Who or what has each asset at a moment, one row an asset, by tag. */
export const custodyReport: ReportKind = {
  name: 'custody',
  filters: ['at', 'knownAt', 'case', 'holder', 'status'],
  open(custody, filters) {
    const rows = allPages(custody, 'custody', { ...filters });
    if (!rows.ok) return rows;
    return accept({
      columns: ['tag', 'status', 'case', 'slot', 'holder', 'since', 'dueAt', 'corrected'],
      rows: rows.value,
    });
  },
};
