import { foldCase } from '../../../shared/case/caseHistory.ts';
import type { ExceptionKind } from '../../../shared/contract/trailAnswers.ts';
import { foldAsset } from '../../../shared/custody/asset.ts';
import { LATE_MS } from '../projections/byEvent.ts';
import { placeColumns } from '../projections/custodySpans.ts';
import { lastMoment } from './assetsThen.ts';
import { learntSince } from './learntSince.ts';
import { knownSeq, type Moment, type Source } from './source.ts';
import { supersededSince } from './superseded.ts';

/** What a projection of now does not tell of one kind, as it was known at a moment. */
export interface KnownBefore {
  /** JSON: ids of assets or cases whose rows of now do not count */
  readonly without: string;
  /** JSON: rows of `at`, `eventId`, `details` that count besides */
  readonly besides: string;
}

interface Row {
  readonly at: number;
  readonly eventId: string;
  /** JSON */
  readonly details: string;
}

const NOTHING: KnownBefore = { without: '[]', besides: '[]' };

/** The moment asked about last, by store: a view asks for every kind of it. */
const last = new WeakMap<Source['read'], { readonly of: string; readonly kinds: Map<ExceptionKind, KnownBefore> }>();

export function knownBefore(source: Source, moment: Moment, kind: ExceptionKind): KnownBefore {
  if (moment.known === null) return NOTHING;
  const of = [lastMoment(moment), knownSeq(moment), source.log.lastSeq()].join(' ');
  let kept = last.get(source.read);
  if (kept?.of !== of) {
    kept = { of, kinds: new Map() };
    last.set(source.read, kept);
  }
  const known = kept.kinds.get(kind) ?? lookUp(source, moment, kind);
  kept.kinds.set(kind, known);
  return known;
}

function lookUp(source: Source, moment: Moment, kind: ExceptionKind): KnownBefore {
  const { read } = source;
  const [seq, at] = [knownSeq(moment), lastMoment(moment)];
  switch (kind) {
    case 'gap':
      return told(learntSince(read, seq, at), (id) => gapsOf(source, id, seq, at));
    case 'seal_mismatch': {
      const changed = read.all<{ id: string }>('SELECT case_id AS id FROM cases WHERE version > ?', seq);
      const ids = new Set([...changed.map(({ id }) => id), ...supersededSince(read, 'case', seq)]);
      return told([...ids], (id) => sealsOf(source, id, seq, at));
    }
    case 'recorded_late':
      return { ...NOTHING, besides: JSON.stringify(lateUntilCorrected(source, seq, at)) };
    case 'restored':
      return { ...NOTHING, besides: JSON.stringify(unacknowledged(source, seq, at)) };
    default:
      return NOTHING;
  }
}

const told = (ids: readonly string[], rowsOf: (id: string) => readonly Row[]): KnownBefore => ({
  without: JSON.stringify(ids),
  besides: JSON.stringify(ids.flatMap(rowsOf)),
});

function gapsOf({ history }: Source, assetId: string, seq: number, at: number): readonly Row[] {
  const { entries } = history.stream(assetId, seq);
  const { asset, stays } = foldAsset(
    assetId,
    entries.filter(({ point }) => point.at <= at),
  );
  if (!asset.exists) return [];
  return stays.flatMap(({ gap, from, to, place, openedBy }) =>
    // What lasted for no time was so at no moment.
    gap && (to === null || from.at < to.at)
      ? [{ at: from.at, eventId: openedBy, details: gapDetails(placeColumns(place).status, to?.at ?? null) }]
      : [],
  );
}

const gapDetails = (status: string, to: number | null): string => JSON.stringify({ status, to });

function sealsOf({ history }: Source, caseId: string, seq: number, at: number): readonly Row[] {
  const { entries } = history.stream(caseId, seq);
  const { state, seals } = foldCase(
    caseId,
    entries.filter(({ point }) => point.at <= at),
  );
  if (!state.exists) return [];
  return seals.flatMap(({ seal, unsealedAt, unsealedBy, unsealedNumber: found }) =>
    unsealedAt === null || unsealedBy === null || found === null || found === seal
      ? []
      : [{ at: unsealedAt, eventId: unsealedBy, details: JSON.stringify({ seal, found }) }],
  );
}

/** Late entries that were corrected since: they stood in the list until then. */
function lateUntilCorrected({ read, log }: Source, seq: number, at: number): readonly Row[] {
  const superseded = read.all<{ at: number; eventId: string }>(
    `SELECT t.occurred_at AS at, t.event_id AS eventId
     FROM events e INDEXED BY events_superseded_once CROSS JOIN events t ON t.event_id = e.supersedes_event_id
     WHERE e.supersedes_event_id IS NOT NULL AND e.seq > ? AND t.seq <= ? AND t.occurred_at <= ?
       AND t.recorded_at - t.occurred_at > ? AND t.type <> 'EVENT_VOIDED'`,
    seq,
    seq,
    at,
    LATE_MS,
  );
  const firstRecorded = (eventId: string): number => {
    const event = log.event(eventId);
    if (!event) throw new Error(`event ${eventId} is superseded but not there`);
    return event.supersedesEventId === null ? event.recordedAt : firstRecorded(event.supersedesEventId);
  };
  return superseded
    .filter((row) => firstRecorded(row.eventId) - row.at > LATE_MS)
    .map((row) => ({ ...row, details: '{}' }));
}

/** Restores that an admin has answered for since. */
function unacknowledged({ read }: Source, seq: number, at: number): readonly Row[] {
  return read.all<Row>(
    `SELECT DISTINCT r.occurred_at AS at, r.event_id AS eventId, '{}' AS details
     FROM events a CROSS JOIN events r ON r.event_id = a.data ->> '$.eventId'
     WHERE a.stream_id = (SELECT stream_id FROM events WHERE seq = 1) AND a.seq > ? AND a.type = 'RESTORE_ACKNOWLEDGED'
       AND r.seq <= ? AND r.occurred_at <= ?`,
    seq,
    seq,
    at,
  );
}

const NAMED_BY: Readonly<Record<string, string>> = { asset: 'tag', case: 'code', holder: 'name' };

/** The tag, code or name that an entity had as far as it was known; null: of another kind. */
export function nameKnown({ history }: Source, moment: Moment, streamType: string, streamId: string): string | null {
  const field = NAMED_BY[streamType];
  if (field === undefined) return null;
  let name: string | null = null;
  for (const { point, data } of history.stream(streamId, knownSeq(moment)).entries) {
    const said = data[field];
    if (typeof said === 'string' && (name === null || point.at <= lastMoment(moment))) name = said;
  }
  return name;
}
