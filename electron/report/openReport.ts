import { z } from 'zod';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { type Clock, formatInstant, parseInstant } from '../../shared/time.ts';
import type { Custody } from '../custody.ts';
import type { ChainHead, Filter, Filters, ReportHead, ReportKind, ReportRows } from './report.ts';
import { reports } from './reports.ts';

const storeInfo = z.object({ storeId: z.string(), organisation: z.string(), lastSeq: z.number() });

/**
 * Begins a report at this moment: whatever is recorded while it is written is not in it.
 *
 * @returns INVALID `{field, why}` for a report or filter that there is not, and what its query refuses with
 */
export function openReport(
  custody: Custody,
  name: string,
  filters: Filters,
  clock: Clock,
): Result<{ readonly head: ReportHead; readonly body: ReportRows }> {
  const kind = reports.find((report) => report.name === name);
  if (!kind) {
    return refuse('INVALID', { field: 'report', why: `is none of ${reports.map((report) => report.name).join(', ')}` });
  }
  const fitting = checkFilters(kind, filters);
  if (!fitting.ok) return fitting;

  const info = custody.query('store.info', {}, null);
  if (!info.ok) return info;
  const { storeId, organisation, lastSeq } = storeInfo.parse(info.value);
  const { chainHead, latest } = endOfLog(custody, lastSeq);

  // A clock that was set back must not hide what was recorded before.
  const now = formatInstant(Math.max(clock.now(), latest));
  const at = fitting.value.at ?? now;
  const knownAt = fitting.value.knownAt ?? now;
  // Pages that are asked for while others write must not show what they write.
  const pinned = kind.filters.includes('knownAt') ? { ...fitting.value, knownAt } : fitting.value;
  const body = kind.open(custody, pinned, chainHead);
  if (!body.ok) return body;
  const head = { report: name, storeId, organisation, generatedAt: now, at, knownAt, chainHead };
  return accept({ head, body: body.value });
}

function endOfLog(custody: Custody, lastSeq: number): { readonly chainHead: ChainHead; readonly latest: number } {
  for (const { seq, hash, recordedAt, receivedAt } of custody.events({ fromSeq: lastSeq })) {
    const latest = Math.max(parseInstant(recordedAt)?.at ?? 0, parseInstant(receivedAt)?.at ?? 0);
    return { chainHead: { seq, hash }, latest };
  }
  throw new Error(`the log ends before event ${lastSeq}`);
}

/** The filters, if the report takes each of them and has all it needs; moments as RFC 3339 in UTC. */
function checkFilters(kind: ReportKind, filters: Filters): Result<Filters> {
  const fitting: Partial<Record<Filter, string>> = {};
  for (const [name, value] of Object.entries(filters)) {
    const filter = kind.filters.find((known) => known === name);
    if (!filter) {
      return refuse('INVALID', {
        field: name,
        why: `is no filter of this report, which takes ${kind.filters.join(', ')}`,
      });
    }
    if (filter !== 'at' && filter !== 'knownAt') {
      fitting[filter] = value;
      continue;
    }
    const instant = parseInstant(value);
    if (!instant) return refuse('INVALID', { field: filter, why: 'is no date-time like 2026-11-21T14:30:00+01:00' });
    fitting[filter] = formatInstant(instant.at);
  }
  if (kind.needs && fitting[kind.needs] === undefined)
    return refuse('INVALID', { field: kind.needs, why: 'is missing' });
  return accept(fitting);
}
