import type { EventJson } from '../../shared/event.ts';
import { parseInstant } from '../../shared/time.ts';
import { type EventRow, eventToRow } from '../store/eventRow.ts';

/**
 * An event as it was told, back in its columns. That it is the row to the letter, its hash shows.
 *
 * @throws for a moment that is none
 */
export function eventRowOf(event: EventJson): EventRow {
  const { seq, deviceId, deviceSeq, hlc, prevHash, hash, ...told } = event;
  const place = { seq, receivedAt: ms(event.receivedAt), deviceId, deviceSeq, hlc, prevHash };
  const row = eventToRow({ ...told, occurredAt: ms(event.occurredAt), recordedAt: ms(event.recordedAt) }, place);
  return [...row, hash];
}

function ms(instant: string): number {
  const at = parseInstant(instant)?.at;
  if (at === undefined) throw new Error(`the log tells a moment that is none: ${instant}`);
  return at;
}
