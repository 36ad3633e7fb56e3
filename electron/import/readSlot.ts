import { nameKey } from '../../shared/text.ts';

/** What a cell says about a slot: its number in the row's case, or why it says none. */
export type SlotReading = { readonly slot: number } | { readonly why: string };

const WRITTEN = /^(?:slot(?![a-z])[\s.:#_-]*)?(?:(.+?)\s*[-–/:.]\s*)?(\d{1,5})$/i;

/**
 * Reads a slot as people write it, against the case in the same row: `14`, `Slot 7`, `1-14` in case `1`, `CASE-13-6`
 * or `13/6` in `CASE-13`. What stands before the number must be that case (or its number); nothing else is guessed.
 *
 * @param text  trimmed, not empty
 * @param caseCode  as written in the row, not empty
 */
export function readSlot(text: string, caseCode: string): SlotReading {
  const [, prefix, digits] = WRITTEN.exec(text) ?? [];
  const slot = Number(digits ?? 0);
  if (!digits || slot < 1) return { why: `is written "${text}", which is no slot number` };
  if (prefix && !namesCase(prefix, caseCode)) {
    return { why: `is written "${text}", but the row's case is "${caseCode}"` };
  }
  return { slot };
}

function namesCase(prefix: string, caseCode: string): boolean {
  if (nameKey(prefix) === nameKey(caseCode)) return true;
  const number = /^\d+$/.test(prefix) ? Number(prefix) : null;
  const caseNumber = /(\d+)$/.exec(caseCode)?.[1];
  return number !== null && caseNumber !== undefined && number === Number(caseNumber);
}

/**
 * Splits a slot that is written with its case: `1-14`, `CASE-13 / 6`.
 *
 * @returns null when it names no case
 */
export function splitSlot(text: string): { readonly case: string; readonly slot: number } | null {
  const [, code, digits] = /^(.*\S)\s*[-–/:.]\s*(\d{1,5})$/.exec(text) ?? [];
  if (!code || !digits || Number(digits) < 1) return null;
  return { case: code, slot: Number(digits) };
}
