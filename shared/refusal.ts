/** Every reason the app may decline. Other programs rely on these names; each has its sentence in `words.ts`. */
export const refusalCodes = [
  'INVALID',
  'NOT_FOUND',
  'DUPLICATE',
  'ILLEGAL_TRANSITION',
  'SLOT_OCCUPIED',
  'NO_SUCH_SLOT',
  'CASE_SEALED',
  'HOLDER_INACTIVE',
  'IN_FUTURE',
  'CLASHES_WITH_HISTORY',
  'REASON_REQUIRED',
  'ALREADY_SUPERSEDED',
  'NOT_CORRECTABLE',
  'NOT_ALLOWED',
  'NOT_SIGNED_IN',
  'LOCKED_OUT',
  'VERSION_CONFLICT',
  'STORE_BUSY',
  'STORE_DAMAGED',
  'STORE_READ_ONLY',
  'STORE_TOO_NEW',
  'CANNOT_READ',
  'CANNOT_WRITE',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** An expected "no": what stood in the way and the values that its sentence needs. Anything thrown is a bug. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, unknown>>;
}
