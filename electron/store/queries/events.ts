import type { HistoryRow, NamedEvent, OpenFlag } from '../../../shared/contract/answers.ts';
import { eventJson, type StoredEvent } from '../../../shared/event.ts';
import { formatInstant } from '../../../shared/time.ts';
import type { Source } from './source.ts';

/** Events that say something about another event and have no place in the effective order. */
const ASIDE: ReadonlySet<string> = new Set(['EVENT_VOIDED', 'EVENT_FLAGGED', 'EVENT_FLAG_DISMISSED']);

export type EventNames = ReturnType<typeof openEventNames>;

/** Events in the words of people: names of actors, tags of assets, chains of corrections. Lives for one query. */
export function openEventNames({ read, log, lookups }: Source) {
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

  const named = (event: StoredEvent): NamedEvent => ({
    ...eventJson(event),
    actor: actor(event.actorId),
    tag: tag(event),
  });

  /** what superseded it, oldest first */
  function chain({ eventId }: Pick<StoredEvent, 'eventId'>): readonly StoredEvent[] {
    const next = log.supersededBy(eventId);
    return next ? [next, ...chain(next)] : [];
  }

  /** what it superseded, oldest first */
  function before({ supersedesEventId }: StoredEvent): readonly StoredEvent[] {
    const earlier = supersedesEventId === null ? null : log.event(supersedesEventId);
    return earlier ? [...before(earlier), earlier] : [];
  }

  function openFlag(eventId: string): OpenFlag | null {
    const flag = read.get<{ eventId: string; note: string; flaggedBy: string; flaggedAt: number }>(
      `SELECT event_id AS eventId, note, flagged_by AS flaggedBy, flagged_at AS flaggedAt FROM flags
       WHERE target_id = ? AND closed_by IS NULL`,
      eventId,
    );
    return flag ? { ...flag, flaggedBy: actor(flag.flaggedBy), flaggedAt: formatInstant(flag.flaggedAt) } : null;
  }

  return {
    actor,
    tag,
    named,
    chain,
    history(event: StoredEvent): HistoryRow {
      const later = chain(event);
      return {
        ...named(event),
        chain: later.map(named),
        supersedes: before(event).map(named),
        effective: later.length === 0 && !ASIDE.has(event.type),
        flag: openFlag(event.eventId),
      };
    },
  };
}
