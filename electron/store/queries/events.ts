import { z } from 'zod';
import type { EventAnswer, HistoryRow, NamedEvent, OpenFlag } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { eventJson, type StoredEvent, type StreamType } from '../../../shared/event.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { formatInstant } from '../../../shared/time.ts';
import { unreachable } from '../../../shared/unreachable.ts';
import { knownSeq, momentOf, type Source } from './source.ts';

/** Events that say something about another event and have no place in the effective order. */
const ASIDE: ReadonlySet<string> = new Set(['EVENT_VOIDED', 'EVENT_FLAGGED', 'EVENT_FLAG_DISMISSED']);

const NAME_OF = {
  case: 'SELECT code AS name FROM cases WHERE case_id = ?',
  holder: 'SELECT name FROM holders WHERE holder_id = ?',
  handover: 'SELECT receipt AS name FROM handovers WHERE handover_id = ?',
  assignment: 'SELECT title AS name FROM assignments WHERE assignment_id = ?',
} as const;

export type EventNames = ReturnType<typeof openEventNames>;

/**
 * Events in the words of people: names of actors, tags of assets, chains of corrections. Lives for one query.
 *
 * @param known  the highest seq that counts: what was recorded later corrects and flags nothing yet
 */
export function openEventNames({ read, log, lookups }: Source, known = Number.MAX_SAFE_INTEGER) {
  const actors = new Map<string, string | null>();
  const tags = new Map<string, string | null>();

  function actor(actorId: string | null): string | null {
    if (actorId === null) return null;
    const seen = actors.get(actorId);
    if (seen !== undefined) return seen;
    const name = lookups.operatorById(actorId)?.name ?? null;
    actors.set(actorId, name);
    return name;
  }

  function tag({ streamType, streamId }: Pick<StoredEvent, 'streamType' | 'streamId'>): string | null {
    if (streamType !== 'asset') return null;
    const seen = tags.get(streamId);
    if (seen !== undefined) return seen;
    // Voided, it is called as it was last called.
    const found =
      read.get<{ tag: string }>('SELECT tag FROM assets WHERE asset_id = ?', streamId) ??
      read.get<{ tag: string }>(
        `SELECT data ->> '$.tag' AS tag FROM events WHERE stream_id = ? AND type = 'ASSET_ADDED' ORDER BY seq DESC LIMIT 1`,
        streamId,
      );
    const name = found?.tag ?? null;
    tags.set(streamId, name);
    return name;
  }

  /** Looks for the tags of many assets at once, before each of them is asked for. */
  function lookForTags(assetIds: readonly string[]): void {
    const found = read.all<{ id: string; tag: string }>(
      'SELECT asset_id AS id, tag FROM assets WHERE asset_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(assetIds),
    );
    for (const { id, tag } of found) tags.set(id, tag);
  }

  /** tag, code, name, number or title; null for the store, and for what was voided */
  function entity(streamType: StreamType, streamId: string): string | null {
    switch (streamType) {
      case 'asset':
        return tag({ streamType, streamId });
      case 'operator':
        return actor(streamId);
      case 'case':
      case 'holder':
      case 'handover':
      case 'assignment':
        return read.get<{ name: string }>(NAME_OF[streamType], streamId)?.name ?? null;
      case 'store':
        return null;
      default:
        return unreachable(streamType);
    }
  }

  const named = (event: StoredEvent): NamedEvent => ({
    ...eventJson(event),
    actor: actor(event.actorId),
    tag: tag(event),
  });

  /** what superseded it, oldest first */
  function chain({ eventId }: Pick<StoredEvent, 'eventId'>): readonly StoredEvent[] {
    const next = log.supersededBy(eventId);
    return next && next.seq <= known ? [next, ...chain(next)] : [];
  }

  /** what it superseded, oldest first */
  function before({ supersedesEventId }: StoredEvent): readonly StoredEvent[] {
    const earlier = supersedesEventId === null ? null : log.event(supersedesEventId);
    return earlier ? [...before(earlier), earlier] : [];
  }

  function openFlag(eventId: string): OpenFlag | null {
    const flag = read.get<{ eventId: string; note: string; flaggedBy: string; flaggedAt: number }>(
      `SELECT event_id AS eventId, note, flagged_by AS flaggedBy, flagged_at AS flaggedAt FROM flags
       WHERE target_id = ? AND seq <= ? AND
         (closed_by IS NULL OR (SELECT seq FROM events WHERE event_id = closed_by) > ?)
       ORDER BY seq DESC LIMIT 1`,
      eventId,
      known,
      known,
    );
    return flag ? { ...flag, flaggedBy: actor(flag.flaggedBy), flaggedAt: formatInstant(flag.flaggedAt) } : null;
  }

  const rowOf = (
    event: StoredEvent,
    later: readonly StoredEvent[],
    earlier: readonly StoredEvent[],
    flag: OpenFlag | null,
  ): HistoryRow => ({
    ...named(event),
    chain: later.map(named),
    supersedes: earlier.map(named),
    effective: later.length === 0 && !ASIDE.has(event.type),
    flag,
  });
  const history = (event: StoredEvent): HistoryRow =>
    rowOf(event, chain(event), before(event), openFlag(event.eventId));

  return {
    actor,
    tag,
    lookForTags,
    entity,
    named,
    chain,
    before,
    history,
    /** The same of several: few of them were superseded or flagged, and those are found at once. */
    histories(events: readonly StoredEvent[]): readonly HistoryRow[] {
      const ids = JSON.stringify(events.map(({ eventId }) => eventId));
      const among = (column: string, table: string): ReadonlySet<string> => {
        const sql = `SELECT ${column} AS id FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`;
        return new Set(read.all<{ id: string }>(sql, ids).map(({ id }) => id));
      };
      const superseded = among('supersedes_event_id', 'events');
      const flagged = among('target_id', 'flags');
      const isPlain = ({ eventId, supersedesEventId }: StoredEvent): boolean =>
        supersedesEventId === null && !superseded.has(eventId) && !flagged.has(eventId);
      return events.map((event) => (isPlain(event) ? rowOf(event, [], [], null) : history(event)));
    },
  };
}

/** Events that a handover may have recorded. */
const HANDED_OVER: ReadonlySet<string> = new Set(['ASSET_ISSUED', 'ASSET_RETURNED', 'ASSET_TRANSFERRED']);

const frozen = z.object({ receipt: z.string(), items: z.array(z.object({ assetId: z.string() })) });

/** The receipt that tells of an event as it was first recorded: receipts lie right before the events of their items. */
function receiptOf({ log }: Pick<Source, 'log'>, { type, seq, streamId, correlationId }: StoredEvent): string | null {
  if (!HANDED_OVER.has(type)) return null;
  for (let before = log.bySeq(seq - 1); before?.correlationId === correlationId; before = log.bySeq(before.seq - 1)) {
    if (before.streamType !== 'handover') continue;
    const { receipt, items } = frozen.parse(before.data);
    if (items.some(({ assetId }) => assetId === streamId)) return receipt;
  }
  return null;
}

/** One event with its whole chain, what it is about, and the receipt that it came with. */
export function getEvent(source: Source, { eventId, knownAt }: QueryArgs<'event.get'>): Result<EventAnswer> {
  const known = knownSeq(momentOf(source, { knownAt }));
  const event = source.log.event(eventId);
  if (!event || event.seq > known) return refuse('NOT_FOUND', { entity: 'event', field: 'eventId', eventId });
  const names = openEventNames(source, known);
  const first = names.before(event)[0] ?? event;
  return accept({
    ...names.history(event),
    entity: names.entity(event.streamType, event.streamId),
    receipt: receiptOf(source, first),
  });
}
