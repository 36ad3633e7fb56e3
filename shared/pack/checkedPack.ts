import { z } from 'zod';

const text = z.string();

/** A file that was given to be checked: from a dialog, or opened from outside the app. */
export const openedPack = z.object({
  /** of this opening; the window names the file by it and by nothing else */
  id: text,
  name: text,
  /** where it lies; '' where there is no such place */
  folder: text,
  bytes: z.int(),
  /** why it cannot be read; null: it can */
  why: text.nullable(),
});
export type OpenedPack = z.output<typeof openedPack>;

/**
 * What a check came to, for the window. All text of the pack's own was made safe to show: it may be from a stranger.
 */
export const checkedPack = z.object({
  /** of the file that was checked, hex */
  sha256: text,
  bytes: z.int(),
  ok: z.boolean(),
  /** it was signed with the key that was named */
  known: z.boolean(),
  statements: z.array(z.object({ verdict: z.enum(['proven', 'not proven', 'broken']), text })).readonly(),
  /** what the pack says of itself; null where that cannot be relied on */
  says: z
    .object({
      organisation: text,
      report: text,
      subject: text.nullable(),
      documentNumber: text,
      /** RFC 3339 */
      madeAt: text,
      madeBy: text.nullable(),
      device: text,
      fingerprint: text,
      entries: z.int(),
      whole: z.boolean(),
      files: z.array(z.object({ name: text, bytes: z.int() })).readonly(),
    })
    .nullable(),
});
export type CheckedPack = z.output<typeof checkedPack>;
