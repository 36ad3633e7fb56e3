import { z } from 'zod';
import { keptFields, type LabelForm } from './labelForm.ts';

const KEY = 'assettrack.labels';
const number = z.number();
const kept = z
  .object({
    sheet: z.enum(['L7160', '5160', 'printer', 'free']),
    symbol: z.enum(['code128', 'qr', 'both']),
    shiftX: number,
    shiftY: number,
    width: number,
    height: number,
    pageWidth: number,
    pageHeight: number,
    columns: number,
    rows: number,
    left: number,
    top: number,
    stepX: number,
    stepY: number,
  })
  .partial();

/** The paper that was used last on this laptop: its printer stays the same, whoever signs in. */
export function keptPaper(): Partial<LabelForm> {
  try {
    const read = kept.safeParse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
    // Undefined fields are absent in JSON.
    return read.success ? (read.data as Partial<LabelForm>) : {};
  } catch {
    return {};
  }
}

export function keepPaper(form: LabelForm): void {
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(keptFields.map((field) => [field, form[field]]))));
}
