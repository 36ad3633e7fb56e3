/**
 * The copy of a tag or barcode that is compared: upper case, without spaces and dashes, so that `DDC4CY-002645`,
 * `ddc4cy 002645` and `DDC4CY002645` are one asset. Nothing else is guessed.
 */
export function tagKey(tag: string): string {
  return tag.replace(/[\s\p{Pd}]/gu, '').toUpperCase();
}

/** The copy of a case code or of a holder's or operator's name that is compared: trimmed, without case. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** Well-formed Unicode without NUL: SQLite would store a lone surrogate as U+FFFD and stop reading at a NUL. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/**
 * Says nothing: empty, or white space throughout, the kinds without width included. The log refuses a reason or a note
 * by the same list (`migrations/0001_events.sql`).
 */
export function isBlank(text: string): boolean {
  return /^[\s\u0085\u200b-\u200d\u2060]*$/.test(text);
}
