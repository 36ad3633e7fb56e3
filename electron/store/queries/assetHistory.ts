import { z } from 'zod';
import type { HistoryRow, Page, SpanRow } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { comparePoints, type Point } from '../../../shared/history/entry.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { findAsset } from './assets.ts';
import { openEventNames } from './events.ts';
import { openNames } from './names.ts';
import { decodeCursor, numberKey, pageOf } from './page.ts';
import { knownSeq, type Moment, momentOf, type Source } from './source.ts';
import { type StayRow, stayColumns, stayJson } from './stays.ts';
import { staysKnown } from './staysKnown.ts';

/**
 * An asset's events: all that were recorded about it, in the order of arrival, or those that hold, in the order in
 * which they happened. What moved an event to or from another asset is in the history of both. At a moment: those that
 * had happened by then, and were known.
 */
export function assetHistory(source: Source, args: QueryArgs<'asset.history'>): Result<Page<HistoryRow>> {
  const { limit, order, as } = args;
  const moment = momentOf(source, args);
  const found = findStream(source, args.tag, moment);
  if (!found.ok) return found;
  const cursor = decodeCursor(placeKey, args.cursor);
  if (!cursor.ok) return cursor;
  const places = as === 'recorded' ? recorded(source, found.value, moment) : effective(source, found.value, moment);
  const ordered = order === 'asc' ? places : places.toReversed();
  const after = cursor.value;
  const following = ordered.filter(
    (place) => after === null || comparePoints(pointOf(place), pointOf(after)) * (order === 'asc' ? 1 : -1) > 0,
  );
  const shown = following.slice(0, limit + 1);
  const events = source.log.bySeqs(shown.map(([seq]) => seq));
  const histories = openEventNames(source, knownSeq(moment)).histories(events);
  const rows = new Map(histories.map((row) => [row.seq, row]));
  const json = ([seq]: PlaceKey): HistoryRow => {
    const row = rows.get(seq);
    if (!row) throw new Error(`event ${seq} is in the index but not there`);
    return row;
  };
  return accept(pageOf(shown, limit, (place) => place, json, places.length));
}

/** An event's place in a list: its seq, and the point by which the list is ordered. */
const placeKey = z.tuple([z.int(), z.int(), z.string(), z.string()]);
type PlaceKey = z.infer<typeof placeKey>;
const pointOf = ([, at, hlc, deviceId]: PlaceKey): Point => ({ at, hlc, deviceId });

/** An asset whose adding was voided has no tag any more, yet a history, by its id. */
function findStream(source: Source, code: string, moment: Moment): Result<string> {
  const found = findAsset(source, code, moment);
  if (found.ok) return found;
  const stream = source.read.get('SELECT 1 FROM events WHERE stream_id = ? AND stream_type = ?', code, 'asset');
  return stream ? accept(code) : found;
}

/** seqs of a stream's own events and of those that superseded one of them from another stream */
function recorded({ read }: Source, streamId: string, moment: Moment): readonly PlaceKey[] {
  const rows = read.all<{ seq: number; at: number; by: number | null; byAt: number | null }>(
    `SELECT e.seq, e.occurred_at AS at, s.seq AS "by", s.occurred_at AS byAt
     FROM events e LEFT JOIN events s ON s.supersedes_event_id = e.event_id
     WHERE e.stream_id = ? ORDER BY e.seq`,
    streamId,
  );
  const isThere = (seq: number, at: number): boolean => seq <= knownSeq(moment) && at <= moment.at;
  const seqs = rows.flatMap(({ seq, at, by, byAt }) => [
    ...(isThere(seq, at) ? [seq] : []),
    ...(by !== null && byAt !== null && isThere(by, byAt) ? [by] : []),
  ]);
  return [...new Set(seqs)].sort((a, b) => a - b).map((seq) => [seq, seq, '', '']);
}

const effective = ({ history }: Source, streamId: string, moment: Moment): readonly PlaceKey[] =>
  history
    .stream(streamId, knownSeq(moment))
    .entries.filter(({ point }) => point.at <= moment.at)
    .map(({ seq, point }) => [seq, point.at, point.hlc, point.deviceId]);

/** An asset's stays, oldest first: where it was, with whom, from when until when. */
export function assetSpans(source: Source, args: QueryArgs<'asset.spans'>): Result<Page<SpanRow>> {
  const { limit, order } = args;
  const moment = momentOf(source, args);
  const found = findAsset(source, args.tag, moment);
  if (!found.ok) return found;
  const cursor = decodeCursor(numberKey, args.cursor);
  if (!cursor.ok) return cursor;
  const json = (row: StayRow): SpanRow => stayJson(row, moment.at);
  if (moment.known) {
    const stays = staysKnown(source, openNames(source, moment), found.value, moment);
    const after = cursor.value?.[0];
    const following = (order === 'asc' ? stays : stays.toReversed()).filter(
      ({ fromAt }) => after === undefined || (order === 'asc' ? fromAt > after : fromAt < after),
    );
    return accept(pageOf(following.slice(0, limit + 1), limit, ({ fromAt }) => [fromAt], json));
  }
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = source.read.all<StayRow>(
    `SELECT ${stayColumns} FROM custody_spans s
     WHERE s.asset_id = ? AND s.from_at <= ?${cursor.value ? ` AND s.from_at ${ahead} ?` : ''}
     ORDER BY s.from_at ${direction} LIMIT ?`,
    found.value,
    moment.at,
    ...(cursor.value ?? []),
    limit + 1,
  );
  return accept(pageOf(rows, limit, ({ fromAt }) => [fromAt], json));
}
