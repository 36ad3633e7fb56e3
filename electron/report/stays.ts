import type { HistoryRow, SpanRow } from '../../shared/contract/answers.ts';
import { foldAsset } from '../../shared/custody/asset.ts';
import { custodyJson } from '../../shared/custody/place.ts';
import { type Entry, inOrder } from '../../shared/history/entry.ts';
import { formatInstant } from '../../shared/time.ts';
import { type KnownEvent, knownEvent } from './eventCells.ts';

/** A stay, with the holder's id, by which a statement finds those with one holder. */
export interface KnownStay extends SpanRow {
  readonly holderId: string | null;
}

/**
 * An asset's stays as they were believed: the one fold over the events that were known then, in the names of that time.
 *
 * @param at      ms; what happened later is not looked at, so that the last stay is still open
 * @param knownAt ms; what was received later is not looked at
 */
export function staysAsKnown(
  assetId: string,
  tag: string,
  history: Iterable<HistoryRow>,
  at: number,
  knownAt: number,
): readonly KnownStay[] {
  const entries: Entry[] = [];
  for (const row of history) {
    const known = row.streamId === assetId ? knownEvent(row, knownAt) : null;
    if (known?.holds && Date.parse(row.occurredAt) <= at) entries.push(entryOf(known));
  }
  const { stays } = foldAsset(assetId, inOrder(entries));
  // Half-open stays of no length show at no moment.
  return stays
    .filter(({ from, to }) => to === null || to.at > from.at)
    .map(({ place, from, to, dueAt, gap, openedBy, closedBy }) => ({
      ...custodyJson(place),
      tag,
      from: formatInstant(from.at),
      to: to === null ? null : formatInstant(to.at),
      dueAt,
      gap,
      openedBy,
      closedBy,
      holderId: place.kind === 'holder' ? place.holderId : null,
    }));
}

/** A correction stands at the place in the order that the first event of its chain had. */
function entryOf({ event }: KnownEvent): Entry {
  const first = event.supersedes[0] ?? event;
  return {
    seq: event.seq,
    eventId: event.eventId,
    streamId: event.streamId,
    type: event.type,
    data: event.data,
    point: { at: Date.parse(event.occurredAt), hlc: first.hlc, deviceId: first.deviceId },
    supersedes: event.supersedesEventId,
  };
}
