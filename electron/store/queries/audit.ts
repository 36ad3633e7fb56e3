import type { Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import type { Change } from '../../../shared/event.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { formatInstant } from '../../../shared/time.ts';
import { openEventNames } from './events.ts';
import { allOf, type Condition } from './filters.ts';
import { decodeCursor, numberKey, pageOf } from './page.ts';
import type { Source } from './source.ts';

type Args = QueryArgs<'audit.list'>;

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly occurredAt: number;
  readonly eventId: string;
  readonly actorKind: AuditRow['actorKind'];
  readonly actorId: string | null;
  readonly actorRole: AuditRow['actorRole'];
  readonly action: AuditRow['action'];
  readonly entityType: AuditRow['entityType'];
  readonly entityId: string;
  readonly streamType: Exclude<AuditRow['entityType'], 'setting'>;
  readonly type: string;
  readonly changes: string;
  readonly note: string | null;
  readonly supersedesEventId: string | null;
  readonly correctionReason: string | null;
}

/** Who changed what, field by field; the newest first unless asked otherwise. */
export function listAudit(source: Source, args: Args): Result<Page<AuditRow>> {
  const { limit, order } = args;
  const cursor = decodeCursor(numberKey, args.cursor);
  if (!cursor.ok) return cursor;
  const conditions = conditionsOf(source, args);
  if (!conditions.ok) return conditions;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const { sql: where, values } = allOf([
    ...conditions.value,
    ...(cursor.value === null ? [] : [{ sql: `e.seq ${ahead} ?`, values: cursor.value }]),
  ]);
  // Keys first: only the rows of the page are read whole.
  const rows = source.read.all<Row>(
    `SELECT a.seq, a.at, e.occurred_at AS occurredAt, e.event_id AS eventId, a.actor_kind AS actorKind,
       a.actor_id AS actorId, e.actor_role AS actorRole, a.action, a.entity_type AS entityType,
       a.entity_id AS entityId, e.stream_type AS streamType, e.type, a.changes, e.note,
       e.supersedes_event_id AS supersedesEventId, e.correction_reason AS correctionReason
     FROM (SELECT e.seq FROM events e WHERE ${where}
           ORDER BY e.seq ${direction} LIMIT ?) k
     CROSS JOIN audit_log a ON a.seq = k.seq CROSS JOIN events e ON e.seq = k.seq
     ORDER BY k.seq ${direction}`,
    ...values,
    limit + 1,
  );
  const names = openEventNames(source);
  names.lookForTags(rows.flatMap(({ streamType, entityId }) => (streamType === 'asset' ? [entityId] : [])));
  const json = ({ at, occurredAt, streamType, changes, ...row }: Row): AuditRow => {
    const fields: readonly Change[] = JSON.parse(changes);
    return {
      ...row,
      at: formatInstant(at),
      occurredAt: formatInstant(occurredAt),
      actor: names.actor(row.actorId),
      entity: names.entity(streamType, row.entityId),
      changes: fields,
    };
  };
  return accept(pageOf(rows, limit, ({ seq }) => [seq], json));
}

function conditionsOf({ log, lookups, read }: Source, args: Args): Result<readonly Condition[]> {
  const { entityType, entityId, actor: actorName, from } = args;
  const ends = [args.to, args.at, args.knownAt].filter((end) => end !== undefined);
  const to = ends.length === 0 ? undefined : Math.min(...ends);
  const ids = entityId === undefined ? null : idsOf({ log, lookups, read }, entityId);
  if (ids?.length === 0) return refuse('NOT_FOUND', { entity: 'entity', field: 'entityId', value: entityId });
  const actor = actorName === undefined ? null : lookups.operator(actorName);
  if (actorName !== undefined && actor === null) {
    return refuse('NOT_FOUND', { entity: 'operator', field: 'actor', operator: actorName });
  }
  const batch = args.batch === undefined ? null : batchOf(read, args.batch);
  if (args.batch !== undefined && batch === null) {
    return refuse('NOT_FOUND', { entity: 'import', field: 'batch', value: args.batch });
  }
  return accept([
    ...(batch === null ? [] : [{ sql: 'e.seq BETWEEN ? AND ?', values: [batch.first, batch.last] }]),
    ...(args.eventId === undefined ? [] : [{ sql: 'e.event_id = ?', values: [args.eventId] }]),
    ...(ids === null ? [] : [{ sql: `e.stream_id IN (${ids.map(() => '?').join(', ')})`, values: ids }]),
    ...(entityType === undefined ? [] : ofType(entityType, ids !== null)),
    ...(actor === null ? [] : [{ sql: 'e.actor_id = ?', values: [actor.operatorId] }]),
    // received_at never decreases with seq, so a time is a place in the log.
    ...(from === undefined ? [] : [{ sql: 'e.seq > ?', values: [log.seqAt(from - 1)] }]),
    ...(to === undefined ? [] : [{ sql: 'e.seq <= ?', values: [log.seqAt(to)] }]),
  ]);
}

/** The events of an import stand together, before the one that ends it. */
function batchOf(read: Source['read'], batch: string): { readonly first: number; readonly last: number } | null {
  const last = read.get<{ seq: number }>(
    `SELECT e.seq FROM events e WHERE ${STORE} AND e.type = 'IMPORT_COMMITTED' AND e.correlation_id = ?`,
    batch,
  )?.seq;
  if (last === undefined) return null;
  const before = read.get<{ seq: number }>(
    'SELECT seq FROM events WHERE seq < ? AND correlation_id IS NOT ? ORDER BY seq DESC LIMIT 1',
    last,
    batch,
  );
  return { first: (before?.seq ?? 0) + 1, last };
}

/** Entities whose tag, barcode, code, name, receipt or id this is; several when people and things share a name. */
function idsOf({ lookups, read }: Pick<Source, 'log' | 'lookups' | 'read'>, name: string): readonly string[] {
  const receipt = read.get<{ id: string }>('SELECT handover_id AS id FROM handovers WHERE receipt = ?', name)?.id;
  // An entity whose adding was voided has nothing but its id.
  const stream = read.get('SELECT 1 FROM events WHERE stream_id = ? LIMIT 1', name) ? name : null;
  const all = [
    lookups.asset(name),
    lookups.case(name),
    lookups.holder(name),
    lookups.operator(name)?.operatorId,
    receipt,
    stream,
  ];
  return [...new Set(all.filter((id) => id !== null && id !== undefined))];
}

/**
 * Events of one type of entity. There is no index by type: the common types are met often enough on the way through
 * the log, the rare ones are reached by their streams.
 */
function ofType(entityType: NonNullable<Args['entityType']>, named: boolean): readonly Condition[] {
  // Of entities that are named, only their own streams are read.
  if (named && entityType !== 'setting' && entityType !== 'store') {
    return [{ sql: 'e.stream_type = ?', values: [entityType] }];
  }
  switch (entityType) {
    case 'setting':
      return [{ sql: `${STORE} AND e.type = 'SETTINGS_CHANGED'`, values: [] }];
    case 'store':
      return [{ sql: `${STORE} AND e.type <> 'SETTINGS_CHANGED'`, values: [] }];
    case 'operator':
      return [{ sql: 'e.stream_id IN (SELECT operator_id FROM operators)', values: [] }];
    case 'assignment':
      return [{ sql: `e.seq IN (SELECT seq FROM events INDEXED BY ${ASSIGNMENTS})`, values: [] }];
    case 'case':
    case 'holder':
      // Those whose adding was voided are in no table; what voided it is among the few superseding events.
      return [
        {
          sql: `e.stream_id IN (SELECT ${entityType}_id FROM ${entityType}s UNION
            SELECT stream_id FROM events INDEXED BY events_superseded_once
            WHERE supersedes_event_id IS NOT NULL AND stream_type = '${entityType}')`,
          values: [],
        },
      ];
    default:
      return [{ sql: 'e.stream_type = ?', values: [entityType] }];
  }
}

/** The events of assignments have indexes of their own. */
const ASSIGNMENTS = "assignment_log_by_time WHERE stream_type = 'assignment'";
const STORE = 'e.stream_id = (SELECT stream_id FROM events WHERE seq = 1)';
