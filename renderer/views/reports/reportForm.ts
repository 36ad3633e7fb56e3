import {
  type ReportFilter,
  type ReportFilters,
  type ReportName,
  reportCatalogue,
} from '../../../shared/contract/reports.ts';
import { formatInstant } from '../../../shared/time.ts';
import { fromLocalField } from '../../format.ts';
import type { AsOf } from '../../state/asOfSlice.ts';

/** What was chosen for a report, as the fields of the form have it; the two moments are the window's. */
export interface ReportForm {
  readonly tag: readonly string[];
  readonly case: readonly string[];
  readonly holder: readonly string[];
  readonly receipt: readonly string[];
  readonly all: boolean;
  readonly entries: 'recorded' | 'effective';
  readonly status: string | null;
  readonly kind: string | null;
  readonly entityType: string | null;
  readonly entityId: string;
  readonly actor: string | null;
  readonly recipient: string | null;
  /** as a date and time field of a page has it; '' is none */
  readonly from: string;
  readonly to: string;
}

const one = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);

/** The form as an address begins it: `#/reports/asset?tag=DDC4CY-002645`. */
export function formOf(query: Readonly<Record<string, string>>): ReportForm {
  return {
    tag: one(query.tag),
    case: one(query.case),
    holder: one(query.holder),
    receipt: one(query.receipt),
    all: query.all === 'true',
    entries: query.entries === 'effective' ? 'effective' : 'recorded',
    status: query.status ?? null,
    kind: query.kind ?? null,
    entityType: query.entityType ?? null,
    entityId: query.entityId ?? '',
    actor: query.actor ?? null,
    recipient: query.recipient ?? null,
    from: '',
    to: '',
  };
}

/** The filters that the form comes to; null: what the report is about has not been chosen yet. */
export function filtersOf(report: ReportName, form: ReportForm, { at, knownAt }: AsOf): ReportFilters | null {
  const { filters, about } = reportCatalogue[report];
  const takes = (filter: ReportFilter): boolean => filters.includes(filter);
  const all = form.all && takes('all');
  const lists = (['tag', 'case', 'holder', 'receipt'] as const).filter((name) => takes(name) && form[name].length > 0);
  if (about !== undefined && !all && !lists.includes(about) && !lists.includes('holder')) return null;
  const texts = ['status', 'kind', 'entityType', 'entityId', 'actor', 'recipient'] as const;
  return {
    ...(at === null ? {} : { at: formatInstant(at) }),
    ...(knownAt === null ? {} : { knownAt: formatInstant(knownAt) }),
    ...(takes('entries') ? { entries: form.entries } : {}),
    ...(all ? { all } : Object.fromEntries(lists.map((name) => [name, form[name]]))),
    ...Object.fromEntries(
      texts.flatMap((name) => {
        const value = form[name]?.trim();
        return takes(name) && value ? [[name, value]] : [];
      }),
    ),
    ...Object.fromEntries(
      (['from', 'to'] as const).flatMap((name) => {
        const value = takes(name) ? fromLocalField(form[name]) : null;
        return value === null ? [] : [[name, value]];
      }),
    ),
  };
}
