import { z } from 'zod';
import { reportNeeds } from '../report/reportNeeds.ts';

/** What the process that makes a custody pack is told: what a report is told, and where to. */
export const packNeeds = reportNeeds.omit({ bom: true, task: true }).extend({ out: z.string() });
export type PackNeeds = z.output<typeof packNeeds>;

/** What the process that checks one is told. */
export const packCheckNeeds = z.object({
  path: z.string(),
  /** the fingerprint or key that the organisation told, as `keyDigits` gives it; null: nobody told */
  key: z.string().nullable(),
});
export type PackCheckNeeds = z.output<typeof packCheckNeeds>;
