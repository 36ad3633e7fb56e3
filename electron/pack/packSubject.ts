import { z } from 'zod';
import { packReports, type ReportFilters } from '../../shared/contract/reports.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import type { Custody } from '../custody.ts';

const entities = {
  asset: { filter: 'tag', query: 'asset.get', argument: 'tag', id: z.object({ assetId: z.string() }) },
  case: { filter: 'case', query: 'case.get', argument: 'code', id: z.object({ caseId: z.string() }) },
  holder: { filter: 'holder', query: 'holder.get', argument: 'name', id: z.object({ holderId: z.string() }) },
} as const;

/**
 * The ids of what a pack is to be about; none: the whole log.
 *
 * @returns INVALID `{field, why}` for a report of which no pack is made; NOT_FOUND for what is not there
 */
export function idsOf(
  custody: Custody,
  { name, filters }: { readonly name: string; readonly filters: ReportFilters },
): Result<readonly string[]> {
  const report = packReports.find((known) => known === name);
  if (!report)
    return refuse('INVALID', { field: 'report', why: `makes no pack: take one of ${packReports.join(', ')}` });
  if (report === 'ledger' || filters.all === true) return accept([]);
  const { filter, query, argument, id } = entities[report];
  const ids: string[] = [];
  for (const named of filters[filter] ?? []) {
    const found = custody.query(query, { [argument]: named }, null);
    if (!found.ok) return found;
    ids.push(...Object.values(id.parse(found.value)));
  }
  return ids.length > 0 ? accept(ids) : refuse('INVALID', { field: filter, why: 'is missing' });
}
