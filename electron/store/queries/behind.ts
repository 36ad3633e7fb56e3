import type { BehindAnswer } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { Change, JsonObject } from '../../../shared/event.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { findAsset } from './assets.ts';
import { lastMoment } from './assetsThen.ts';
import { openEventNames } from './events.ts';
import { openNames } from './names.ts';
import { knownSeq, type Moment, momentOf, type Source } from './source.ts';

type Args = QueryArgs<'event.behind'>;

/** An event that may be behind a fact, as far as it has to be looked at. */
interface Candidate {
  readonly eventId: string;
  readonly type: string;
  readonly data: JsonObject;
  /** asked for only where the data name nothing */
  changes(): readonly Change[];
}

/**
 * The event that a fact has its value from: the last that holds and names the field, or changed it. It is asked for
 * when somebody wants to know, so that no other question carries it along.
 *
 * @returns null: no event says it; a setting that nobody set, a detail that nobody gave
 */
export function eventBehind(source: Source, args: Args): Result<BehindAnswer> {
  const moment = momentOf(source, args);
  const found = find(source, args, moment);
  if (!found.ok) return found;
  const event = found.value === null ? null : source.log.event(found.value);
  if (!event) return accept({ eventId: null, entityType: null, entity: null });
  const { eventId, streamType, streamId } = event;
  const isSetting = event.type === 'SETTINGS_CHANGED';
  return accept({
    eventId,
    entityType: isSetting ? 'setting' : streamType,
    entity:
      streamType === 'assignment' ? streamId : openEventNames(source, knownSeq(moment)).entity(streamType, streamId),
  });
}

/** @returns the event's id; null: there is none */
function find(source: Source, { entityType, entity, field }: Args, moment: Moment): Result<string | null> {
  if (entityType === 'setting') return accept(settingBehind(source, field, moment));
  const id = idOf(source, entityType, entity ?? '', moment);
  if (!id.ok) return id;
  if (entityType === 'operator') {
    return accept(
      field === 'completed'
        ? completionBehind(source, id.value, moment)
        : operatorBehind(source, id.value, field, moment),
    );
  }
  const entries = source.history
    .stream(id.value, knownSeq(moment))
    .entries.filter(({ point }) => point.at <= moment.at);
  const candidates = entries.map(
    ({ seq, eventId, type, data }): Candidate => ({
      eventId,
      type,
      data,
      changes: () => source.log.bySeq(seq)?.changes ?? [],
    }),
  );
  return accept(lastNaming(field, candidates));
}

function idOf(
  source: Source,
  entityType: Exclude<Args['entityType'], 'setting'>,
  entity: string,
  moment: Moment,
): Result<string> {
  switch (entityType) {
    case 'asset':
      return findAsset(source, entity, moment, 'entity');
    case 'case':
      return openNames(source, moment).findCase(entity, 'entity');
    case 'holder':
      return openNames(source, moment).findHolder(entity, 'entity');
    default: {
      const found = source.lookups.operator(entity);
      return found
        ? accept(found.operatorId)
        : refuse('NOT_FOUND', { entity: 'operator', field: 'entity', operator: entity });
    }
  }
}

/** Events that put an asset where its home is from then on, unless they name another home. */
const HOMING: ReadonlySet<string> = new Set(['ASSET_ADDED', 'ASSET_PLACED', 'ASSET_MOVED']);

/** @param field  as `changes` call it: `model`, `home`, `attributes.Bought in`, `labels.3`; `added`: the adding itself */
function lastNaming(field: string, candidates: readonly Candidate[]): string | null {
  const [group = '', ...rest] = field.split('.');
  const inner = rest.join('.');
  const names = ({ type, data }: Candidate): boolean => {
    if (field === 'added') return type.endsWith('_ADDED');
    if (field in data || (field === 'home' && HOMING.has(type) && 'slot' in data)) return true;
    const inside = inner === '' ? null : data[group];
    return inside !== null && typeof inside === 'object' && inner in inside;
  };
  const found = candidates.findLast(
    (one) => names(one) || (field !== 'added' && one.changes().some((change) => change.field === field)),
  );
  return found?.eventId ?? null;
}

/** Fields that an operator's events say without naming them. */
const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  active: ['OPERATOR_ADDED', 'OPERATOR_DEACTIVATED'],
  crossed: ['THRESHOLD_REACHED', 'THRESHOLD_LOST'],
};

function operatorBehind({ log }: Source, operatorId: string, field: string, moment: Moment): string | null {
  const [at, seq] = [lastMoment(moment), knownSeq(moment)];
  const events = log.stream(operatorId).filter((event) => event.recordedAt <= at && event.seq <= seq);
  const saying = SAID_BY[field];
  if (saying) return events.findLast(({ type }) => saying.includes(type))?.eventId ?? null;
  return lastNaming(
    field,
    events.map(({ eventId, type, data, changes }) => ({ eventId, type, data, changes: () => changes })),
  );
}

/** The completion that was counted last for an operator. */
function completionBehind({ read, log }: Source, recipientId: string, moment: Moment): string | null {
  const last = read.get<{ id: string }>(
    `SELECT assignment_id AS id FROM assignments
     WHERE recipient_id = ? AND completed_at IS NOT NULL AND completed_at <= ? ORDER BY completed_at DESC LIMIT 1`,
    recipientId,
    lastMoment(moment),
  );
  if (!last) return null;
  return log.stream(last.id).findLast(({ type }) => type === 'ASSIGNMENT_COMPLETED')?.eventId ?? null;
}

/** Which event set a setting is kept beside it; what was set earlier is looked for among the few that set anything. */
function settingBehind({ read }: Source, name: string, moment: Moment): string | null {
  const now = read.get<{ eventId: string; seq: number }>(
    'SELECT e.event_id AS eventId, s.seq FROM settings s CROSS JOIN events e ON e.seq = s.seq WHERE s.name = ?',
    name,
  );
  if (!now || now.seq <= moment.settled) return now?.eventId ?? null;
  return (
    read
      .all<{ eventId: string; data: string }>(
        `SELECT event_id AS eventId, data FROM events
         WHERE stream_id = (SELECT stream_id FROM events WHERE seq = 1) AND type IN ('STORE_CREATED', 'SETTINGS_CHANGED')
           AND seq <= ? AND recorded_at <= ? ORDER BY seq DESC`,
        knownSeq(moment),
        lastMoment(moment),
      )
      .find(({ data }) => name in JSON.parse(data))?.eventId ?? null
  );
}
