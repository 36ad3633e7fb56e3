import { z } from 'zod';
import type { HistoryRow, Page, SpanRow } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { CustodyStatus } from '../../../shared/custody/place.ts';
import { comparePoints, type Point } from '../../../shared/history/entry.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { FOREVER, formatInstant } from '../../../shared/time.ts';
import { findAsset } from './assets.ts';
import { openEventNames } from './events.ts';
import { decodeCursor, numberKey, pageOf } from './page.ts';
import type { Source } from './source.ts';

/**
 * An asset's events: all that were recorded about it, in the order of arrival, or those that hold, in the order in
 * which they happened. What moved an event to or from another asset is in the history of both.
 */
export function assetHistory(source: Source, args: QueryArgs<'asset.history'>): Result<Page<HistoryRow>> {
  const { limit, order, as } = args;
  const found = findStream(source, args.tag);
  if (!found.ok) return found;
  const cursor = decodeCursor(placeKey, args.cursor);
  if (!cursor.ok) return cursor;
  const places = as === 'recorded' ? recorded(source, found.value) : effective(source, found.value);
  const ordered = order === 'asc' ? places : places.toReversed();
  const after = cursor.value;
  const following = ordered.filter(
    (place) => after === null || comparePoints(pointOf(place), pointOf(after)) * (order === 'asc' ? 1 : -1) > 0,
  );
  const names = openEventNames(source);
  const json = ([seq]: PlaceKey): HistoryRow => {
    const event = source.log.bySeq(seq);
    if (!event) throw new Error(`event ${seq} is in the index but not there`);
    return names.history(event);
  };
  return accept(pageOf(following.slice(0, limit + 1), limit, (place) => place, json, places.length));
}

/** An event's place in a list: its seq, and the point by which the list is ordered. */
const placeKey = z.tuple([z.int(), z.int(), z.string(), z.string()]);
type PlaceKey = z.infer<typeof placeKey>;
const pointOf = ([, at, hlc, deviceId]: PlaceKey): Point => ({ at, hlc, deviceId });

/** An asset whose adding was voided has no tag any more, yet a history, by its id. */
function findStream(source: Source, code: string): Result<string> {
  const found = findAsset(source, code);
  if (found.ok) return found;
  const stream = source.read.get('SELECT 1 FROM events WHERE stream_id = ? AND stream_type = ?', code, 'asset');
  return stream ? accept(code) : found;
}

/** seqs of a stream's own events and of those that superseded one of them from another stream */
function recorded({ read }: Source, streamId: string): readonly PlaceKey[] {
  const rows = read.all<{ seq: number; by: number | null }>(
    `SELECT e.seq, s.seq AS "by" FROM events e LEFT JOIN events s ON s.supersedes_event_id = e.event_id
     WHERE e.stream_id = ? ORDER BY e.seq`,
    streamId,
  );
  const seqs = rows.flatMap(({ seq, by }) => (by === null ? [seq] : [seq, by]));
  return [...new Set(seqs)].sort((a, b) => a - b).map((seq) => [seq, seq, '', '']);
}

const effective = ({ history }: Source, streamId: string): readonly PlaceKey[] =>
  history.stream(streamId).entries.map(({ seq, point }) => [seq, point.at, point.hlc, point.deviceId]);

/** A stay as the projection keeps it, in the names of now. */
export interface StayRow {
  readonly tag: string;
  readonly fromAt: number;
  readonly toAt: number;
  readonly status: CustodyStatus;
  readonly code: string | null;
  readonly slot: number | null;
  readonly holder: string | null;
  readonly dueAt: number | null;
  readonly gap: number;
  readonly openedBy: string;
  readonly closedBy: string | null;
}

/** Of a table `s` of spans. */
export const stayColumns = `(SELECT tag FROM assets WHERE asset_id = s.asset_id) AS tag, s.from_at AS fromAt, s.to_at AS toAt,
  s.status, (SELECT code FROM cases WHERE case_id = s.case_id) AS code, s.slot_no AS slot,
  (SELECT name FROM holders WHERE holder_id = s.holder_id) AS holder, s.due_at AS dueAt, s.gap, s.opened_by AS openedBy,
  s.closed_by AS closedBy`;

export function stayJson({
  tag,
  fromAt,
  toAt,
  status,
  code,
  slot,
  holder,
  dueAt,
  gap,
  openedBy,
  closedBy,
}: StayRow): SpanRow {
  return {
    tag,
    status,
    case: code,
    slot,
    holder,
    from: formatInstant(fromAt),
    to: toAt === FOREVER ? null : formatInstant(toAt),
    dueAt: dueAt === null ? null : formatInstant(dueAt),
    gap: gap === 1,
    openedBy,
    closedBy,
  };
}

/** An asset's stays, oldest first: where it was, with whom, from when until when. */
export function assetSpans(source: Source, args: QueryArgs<'asset.spans'>): Result<Page<SpanRow>> {
  const { limit, order } = args;
  const found = findAsset(source, args.tag);
  if (!found.ok) return found;
  const cursor = decodeCursor(numberKey, args.cursor);
  if (!cursor.ok) return cursor;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = source.read.all<StayRow>(
    `SELECT ${stayColumns} FROM custody_spans s
     WHERE s.asset_id = ?${cursor.value ? ` AND s.from_at ${ahead} ?` : ''} ORDER BY s.from_at ${direction} LIMIT ?`,
    found.value,
    ...(cursor.value ?? []),
    limit + 1,
  );
  return accept(pageOf(rows, limit, ({ fromAt }) => [fromAt], stayJson));
}
