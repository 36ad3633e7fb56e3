import { z } from 'zod';

/** What lies in a custody pack that was just made, for whoever made it. */
export const packContents = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.int() })).readonly(),
  /** entries in it */
  events: z.int(),
  /** every entry of the record */
  whole: z.boolean(),
  /** short code of the laptop that signed it */
  device: z.string(),
  /** of its key, SHA-256 in hex */
  fingerprint: z.string(),
  /** why its pages are HTML and not PDF; null: they are PDF */
  noPdf: z.string().nullable(),
});
export type PackContents = z.output<typeof packContents>;
