import { z } from 'zod';
import { custodyStatuses } from '../custody/place.ts';
import { streamTypes } from '../event.ts';
import { exceptionKinds } from './trailAnswers.ts';

/** Every report there is, by the name it is asked for. */
export const reportNames = [
  'custody',
  'asset',
  'case',
  'holder',
  'receipt',
  'outstanding',
  'overdue',
  'exceptions',
  'corrections',
  'audit',
  'assignments',
  'ledger',
] as const;
export type ReportName = (typeof reportNames)[number];

export const reportFormats = ['pdf', 'html', 'csv', 'xlsx', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];
/** What the window saves: a report, or a custody pack with it. */
export const saveFormats = [...reportFormats, 'pack'] as const;
export type SaveFormat = (typeof saveFormats)[number];

/** The reports of which a custody pack is made: about assets, cases or holders, or the whole log. */
export const packReports = ['asset', 'case', 'holder', 'ledger'] as const satisfies readonly ReportName[];

export const papers = ['A4', 'Letter'] as const;
export type Paper = (typeof papers)[number];

/** What a report may be narrowed to. Instants are RFC 3339; without `at` it is about now. */
export interface ReportFilters {
  readonly at?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly entries?: string | undefined;
  /** one, or a selection */
  readonly tag?: readonly string[] | undefined;
  readonly case?: readonly string[] | undefined;
  readonly holder?: readonly string[] | undefined;
  readonly receipt?: readonly string[] | undefined;
  /** every entity of the report's kind, instead of naming some */
  readonly all?: boolean | undefined;
  readonly status?: string | undefined;
  readonly kind?: string | undefined;
  readonly entityType?: string | undefined;
  readonly entityId?: string | undefined;
  readonly actor?: string | undefined;
  readonly recipient?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
export type ReportFilter = keyof ReportFilters;

/** What the filters with few values may be. */
export const filterChoices = {
  entries: ['recorded', 'effective'],
  status: custodyStatuses,
  kind: exceptionKinds,
  entityType: [...streamTypes, 'setting'],
} as const;

interface Entry {
  readonly filters: readonly ReportFilter[];
  /** what it is about: one, a selection, or all of them; absent: no entity */
  readonly about?: 'tag' | 'case' | 'holder' | 'receipt';
}

const moments = ['at', 'knownAt'] as const;

/** Which filters a report takes. Any other is refused. */
export const reportCatalogue: Readonly<Record<ReportName, Entry>> = {
  custody: { filters: [...moments, 'case', 'holder', 'status'] },
  asset: { filters: [...moments, 'entries', 'tag', 'all'], about: 'tag' },
  case: { filters: [...moments, 'case', 'all'], about: 'case' },
  holder: { filters: [...moments, 'holder', 'all'], about: 'holder' },
  receipt: { filters: [...moments, 'receipt', 'holder', 'from', 'to', 'all'], about: 'receipt' },
  outstanding: { filters: [...moments, 'holder', 'case'] },
  overdue: { filters: [...moments, 'holder', 'case'] },
  exceptions: { filters: [...moments, 'kind'] },
  corrections: { filters: [...moments, 'actor', 'from', 'to'] },
  audit: { filters: [...moments, 'entityType', 'entityId', 'actor', 'from', 'to'] },
  assignments: { filters: [...moments, 'recipient'] },
  ledger: { filters: [...moments] },
};

const text = z.string().max(400);
const instant = z.string().max(60);

/** Filters as they cross to the main process. What they mean is judged by the report. */
export const reportFilterForm = z.strictObject({
  at: instant.optional(),
  knownAt: instant.optional(),
  entries: text.optional(),
  tag: z.array(text).max(10_000).readonly().optional(),
  case: z.array(text).max(1000).readonly().optional(),
  holder: z.array(text).max(1000).readonly().optional(),
  receipt: z.array(text).max(1000).readonly().optional(),
  all: z.boolean().optional(),
  status: text.optional(),
  kind: text.optional(),
  entityType: text.optional(),
  entityId: text.optional(),
  actor: text.optional(),
  recipient: text.optional(),
  from: instant.optional(),
  to: instant.optional(),
}) satisfies z.ZodType<ReportFilters>;
