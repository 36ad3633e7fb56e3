import { MINUTE_MS } from '../../../shared/time.ts';
import { offsetText } from '../../format.ts';

/**
 * A moment as a document gives it: by the clock of the place where it happened, with that place's offset from UTC, the
 * same on every laptop and in every year: `2026-11-21 10:42:07 (UTC+01:00)`; without the seconds for a moment that somebody chose.
 *
 * @param at  RFC 3339
 * @param offset  minutes from UTC, east is positive
 */
export function zoned(at: string, offset: number, chosen = false): string {
  const local = new Date(Date.parse(at) + offset * MINUTE_MS).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, chosen ? 16 : 19)} (UTC${offsetText(offset)})`;
}
