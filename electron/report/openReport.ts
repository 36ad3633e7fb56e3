import { z } from 'zod';
import { invalid } from '../../shared/contract/parse.ts';
import {
  filterChoices,
  type ReportFilter,
  type ReportFilters,
  type ReportName,
  reportCatalogue,
  reportFilterForm,
  reportNames,
} from '../../shared/contract/reports.ts';
import type { ChainHead, DocumentHead, ReportDocument, Section, Witness } from '../../shared/report/document.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { nameKey, tagKey } from '../../shared/text.ts';
import { type Clock, formatInstant, parseInstant } from '../../shared/time.ts';
import { documentWords as words } from '../../shared/uiWordsReportDocument.ts';
import type { Custody } from '../custody.ts';
import { builders } from './builders.ts';
import { openSource } from './source.ts';

const storeInfo = z.object({
  storeId: z.string(),
  organisation: z.string(),
  lastSeq: z.number(),
  device: z.object({ shortCode: z.string() }).nullable(),
  witnessed: z.object({ type: z.string(), recordedAt: z.string(), data: z.unknown() }).nullable(),
});

export interface Asking {
  readonly name: string;
  readonly filters: ReportFilters;
  readonly clock: Clock;
  readonly appVersion: string;
  /** who asks; null: nobody was named */
  readonly by: DocumentHead['generatedBy'];
}

/**
 * Begins a report at this moment: whatever is recorded while it is written is not in it.
 *
 * @returns INVALID `{field, why}` for a report or filter that there is not, and what its queries refuse with
 */
export function openReport(custody: Custody, asking: Asking): Result<ReportDocument> {
  const { clock, appVersion, by } = asking;
  const name = reportNames.find((known) => known === asking.name);
  if (!name) return refuse('INVALID', { field: 'report', why: `is none of ${reportNames.join(', ')}` });
  const fitting = checkFilters(name, asking.filters);
  if (!fitting.ok) return fitting;
  const info = custody.query('store.info', {}, null);
  if (!info.ok) return info;
  const { storeId, organisation, lastSeq, device, witnessed } = storeInfo.parse(info.value);
  const { chainHead, latest } = endOfLog(custody, lastSeq);

  // A clock that was set back must not hide what was recorded before.
  const at = Math.max(clock.now(), latest);
  const now = formatInstant(at);
  const filters = notToCome(fitting.value, now);
  const head: DocumentHead = {
    schema: 'assettrack-report-1',
    report: name,
    title: words.titles[name],
    subject: null,
    documentNumber: documentNumber(device?.shortCode ?? 'COPY', at, chainHead.seq),
    organisation,
    storeId,
    generatedAt: now,
    offset: clock.offset(at),
    generatedBy: by,
    at: filters.at ?? now,
    knownAt: filters.knownAt ?? now,
    entries: filters.entries === 'effective' ? 'effective' : 'recorded',
    filters: spoken(filters),
    chainHead,
    witnessed: witnessOf(witnessed),
    device: device?.shortCode ?? '',
    appVersion,
  };
  const source = openSource(custody, head, { at: filters.at !== undefined, knownAt: filters.knownAt !== undefined });
  const built = builders[name](source, filters);
  if (!built.ok) return built;
  let first: Iterable<Section> | null = built.value.sections;
  return accept({
    head: { ...head, subject: built.value.subject },
    sections() {
      const sections = first;
      first = null;
      if (sections !== null) return sections;
      const again = builders[name](source, filters);
      if (!again.ok) throw new Error(`the report was refused the second time: ${again.error.code}`);
      return again.value.sections;
    },
  });
}

/** `7F3A-20261121-143012-1204`: the laptop, the moment in UTC, the last entry. Sorts, and names one document. */
function documentNumber(device: string, at: number, seq: number): string {
  const digits = formatInstant(at).replace(/\D/g, '');
  return `${device}-${digits.slice(0, 8)}-${digits.slice(8, 17)}-${seq}`;
}

function endOfLog(custody: Custody, lastSeq: number): { readonly chainHead: ChainHead; readonly latest: number } {
  for (const { seq, hash, recordedAt, receivedAt } of custody.events({ fromSeq: lastSeq })) {
    const latest = Math.max(parseInstant(recordedAt)?.at ?? 0, parseInstant(receivedAt)?.at ?? 0);
    return { chainHead: { seq, hash }, latest };
  }
  throw new Error(`the log ends before event ${lastSeq}`);
}

const carried = z.object({ chainHead: z.object({ seq: z.number(), hash: z.string() }) });

function witnessOf(event: z.output<typeof storeInfo>['witnessed']): Witness | null {
  const head = event && carried.safeParse(event.data);
  if (!event || !head?.success) return null;
  return { ...head.data.chainHead, at: event.recordedAt, by: event.type === 'BACKUP_MADE' ? 'backup' : 'export' };
}

const MOMENTS: readonly ReportFilter[] = ['at', 'knownAt', 'from', 'to'];

/** A moment that is still to come is answered as now, and the document must not say otherwise. */
function notToCome({ at, knownAt, ...filters }: ReportFilters, now: string): ReportFilters {
  const past = (moment: string | undefined) => (moment !== undefined && moment < now ? moment : undefined);
  return { ...filters, at: past(at), knownAt: past(knownAt) };
}

/** The filters, if the report takes each of them and has all it needs; moments as RFC 3339 in UTC. */
function checkFilters(name: ReportName, given: ReportFilters): Result<ReportFilters> {
  const { filters: known, about } = reportCatalogue[name];
  const parsed = reportFilterForm.safeParse(given);
  if (!parsed.success) return invalid(parsed.error);
  const fitting: Partial<Record<ReportFilter, unknown>> = {};
  for (const [filter, value] of Object.entries(parsed.data)) {
    if (value === undefined) continue;
    const taken = known.find((one) => one === filter);
    if (!taken) {
      return refuse('INVALID', { field: filter, why: `is no filter of this report, which takes ${known.join(', ')}` });
    }
    const choices: readonly string[] | null =
      taken === 'entries' || taken === 'status' || taken === 'kind' || taken === 'entityType'
        ? filterChoices[taken]
        : null;
    if (choices && !choices.includes(String(value))) {
      return refuse('INVALID', { field: filter, why: `is none of ${choices.join(', ')}` });
    }
    if (!MOMENTS.includes(taken)) {
      fitting[taken] = Array.isArray(value) ? onceEach(value, taken === 'tag' ? tagKey : nameKey) : value;
      continue;
    }
    const instant = parseInstant(String(value));
    if (!instant) return refuse('INVALID', { field: filter, why: 'is no date-time like 2026-11-21T14:30:00+01:00' });
    fitting[taken] = formatInstant(instant.at);
  }
  const named = about !== undefined && (fitting.all === true || [fitting[about], fitting.holder].some(isNamed));
  if (about !== undefined && !named) return refuse('INVALID', { field: about, why: 'is missing' });
  if (about !== undefined && fitting.all === true && isNamed(fitting[about])) {
    return refuse('INVALID', { field: about, why: 'is named, though all are asked for' });
  }
  const narrowed = (['holder', 'from', 'to'] as const).find((one) => about === 'receipt' && fitting[one] !== undefined);
  if (narrowed && isNamed(fitting.receipt)) {
    return refuse('INVALID', { field: narrowed, why: 'chooses among all receipts, but some are named' });
  }
  return accept(fitting as ReportFilters); // each was checked under its own name
}

/** Named twice, also in another spelling, it is in the report once. */
function onceEach(names: readonly string[], keyOf: (name: string) => string): readonly string[] {
  const byKey = new Map(names.toReversed().map((name) => [keyOf(name), name]));
  return [...byKey.values()].toReversed();
}

const isNamed = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** The filters as the document names them. The two moments stand apart. */
function spoken(filters: ReportFilters): DocumentHead['filters'] {
  return Object.entries(filters).flatMap(([name, value]) =>
    value === undefined || name === 'at' || name === 'knownAt' || name === 'entries'
      ? []
      : [{ name, value: Array.isArray(value) ? value.join(', ') : String(value) }],
  );
}
