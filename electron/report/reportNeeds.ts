import { z } from 'zod';
import { papers, reportFilterForm } from '../../shared/contract/reports.ts';
import { roles } from '../../shared/session.ts';

/** What the process that makes a report is told. */
export const reportNeeds = z.object({
  /** the store, the folder of keys and heads, the numbered SQL files, the fonts */
  path: z.string(),
  home: z.string(),
  migrations: z.string(),
  fonts: z.string(),
  appVersion: z.string(),
  by: z.object({ name: z.string(), role: z.enum(roles) }).nullable(),
  report: z.string().max(60),
  filters: reportFilterForm,
  paper: z.enum(papers),
  bom: z.boolean(),
  /** a preview is answered as text, its tables cut; else it is written to `out` */
  task: z.discriminatedUnion('task', [
    z.object({ task: z.literal('preview'), maxRows: z.int() }),
    z.object({ task: z.literal('write'), out: z.string(), format: z.enum(['html', 'csv', 'xlsx', 'json']) }),
  ]),
});
export type ReportNeeds = z.output<typeof reportNeeds>;
