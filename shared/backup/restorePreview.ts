import { z } from 'zod';

const end = z.object({ seq: z.int(), hash: z.string(), at: z.string() });

/** One entry of what would be lost or gained, as the audit tells it. */
const entry = z.looseObject({
  seq: z.int(),
  at: z.string(),
  actor: z.string().nullable(),
  entityType: z.string(),
  entity: z.string().nullable(),
  type: z.string(),
});
const difference = z.object({ events: z.int(), rows: z.array(entry).readonly() });

/** What a restore would lose and gain, as it crosses to the window. */
export const restorePreview = z.object({
  from: z.string(),
  backup: end,
  current: end.nullable(),
  commonSeq: z.int(),
  lost: difference,
  gained: difference,
});
export type RestorePreview = z.output<typeof restorePreview>;
