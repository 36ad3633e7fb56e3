/** What the label of a slot says to a scanner: `CASE-7/6`. */
export const slotCode = (caseCode: string, slot: number): string => `${caseCode}/${slot}`;

/** Reads a slot's label. @returns null: it is none */
export function readSlotCode(code: string): { readonly case: string; readonly slot: number } | null {
  const [, caseCode, slot] = /^(.+)\/([1-9]\d{0,3})$/.exec(code.trim()) ?? [];
  return caseCode === undefined ? null : { case: caseCode, slot: Number(slot) };
}
