import type { StoredEvent } from '../../shared/event.ts';
import type { Violation } from '../../shared/history/entry.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { formatInstant } from '../../shared/time.ts';
import type { EventLog } from '../store/eventLog.ts';
import type { History } from '../store/history.ts';

/** From the rules that events break to the refusals that a person hears. */
export function openRefusals(log: Pick<EventLog, 'event' | 'stream'>, history: History) {
  /** What an event is about, by the name that people know. */
  function subject({ streamType, streamId }: StoredEvent): Readonly<Record<string, string>> {
    if (streamType !== 'asset' && streamType !== 'case' && streamType !== 'holder') return {};
    const field = NAMING_FIELD[streamType];
    const named = ({ data }: Pick<StoredEvent, 'data'>): readonly string[] => {
      const name = data[field];
      return typeof name === 'string' ? [name] : [];
    };
    // Its adding may just have been taken away: then as it was called before.
    const names = history.stream(streamId).entries.flatMap(named);
    const name = names.at(-1) ?? log.stream(streamId).flatMap(named).at(-1);
    return name === undefined ? {} : { [streamType === 'asset' ? 'tag' : streamType]: name };
  }

  const renamed = (details: Refusal['details']) => byNamesOfNow(history, details);

  /** An own event that is illegal where it stands. */
  function own({ code, details }: Refusal, event: StoredEvent | null): Refusal {
    return { code, details: event ? { ...subject(event), ...renamed(details) } : renamed(details) };
  }

  /** An earlier record that the own events make illegal. */
  function clash({ code, details }: Refusal, event: StoredEvent | null): Refusal {
    if (!event) throw new Error('an event that is not in the log cannot clash');
    const { eventId, seq, type, occurredAt } = event;
    return {
      code: 'CLASHES_WITH_HISTORY',
      details: {
        eventId,
        seq,
        type,
        occurredAt: formatInstant(occurredAt),
        ...subject(event),
        because: { code, details: renamed(details) },
      },
    };
  }

  /**
   * Why the events of a transaction cannot stand: each reason once, what is wrong with them before what they make wrong.
   *
   * @param ownIds  of the transaction's events
   */
  return (violations: readonly Violation[], ownIds: ReadonlySet<string>): readonly Refusal[] => {
    const heard = new Map<string, { readonly isOwn: boolean; readonly eventId: string; readonly refusal: Refusal }>();
    for (const { entry, refusal } of violations) {
      const { eventId } = entry;
      const isOwn = ownIds.has(eventId);
      const key = `${eventId} ${isOwn ? refusal.code : ''}`;
      const before = heard.get(key);
      heard.set(key, { isOwn, eventId, refusal: before ? withAllTags(before.refusal, refusal) : refusal });
    }
    const all = [...heard.values()];
    return [
      ...all.filter(({ isOwn }) => isOwn).map(({ eventId, refusal }) => own(refusal, log.event(eventId))),
      ...all.filter(({ isOwn }) => !isOwn).map(({ eventId, refusal }) => clash(refusal, log.event(eventId))),
    ];
  };
}

/** The custody that stands in the way, by the name that its holder or case has now; the ids have served for that. */
export function byNamesOfNow(
  history: Pick<History, 'stream'>,
  { holderId, caseId, ...details }: Refusal['details'],
): Refusal['details'] {
  const { custody } = details;
  if (custody === null || typeof custody !== 'object') return details;
  const nameOf = (id: unknown, field: 'name' | 'code') =>
    typeof id === 'string' ? history.stream(id).entries.findLast(({ data }) => field in data)?.data[field] : undefined;
  const [holder, code] = [nameOf(holderId, 'name'), nameOf(caseId, 'code')];
  return { ...details, custody: { ...custody, ...(holder ? { holder } : {}), ...(code ? { case: code } : {}) } };
}

const NAMING_FIELD = { asset: 'tag', case: 'code', holder: 'name' } as const;

/** A case that cannot be retired, a holder who cannot be deactivated: the assets in the way are named together. */
function withAllTags(first: Refusal, next: Refusal): Refusal {
  const tags = [first.details.tags, next.details.tags];
  if (!tags.every(Array.isArray)) return first;
  return { ...first, details: { ...first.details, tags: [...new Set(tags.flat())].sort() } };
}

export type Refusals = ReturnType<typeof openRefusals>;
