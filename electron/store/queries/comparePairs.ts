import type { CustodyStatus } from '../../../shared/custody/place.ts';
import { assetAt } from '../../../shared/decide/common.ts';
import { lastMoment } from './assetsThen.ts';
import { learntSince } from './learntSince.ts';
import { knownSeq, type Moment, type Source } from './source.ts';
import { type Stand, standOf } from './stands.ts';

/** Where one asset was at two moments, by ids; instants in ms. Nulls at the first: it was not there yet. */
export interface Pair {
  readonly assetId: string;
  readonly tag: string;
  readonly tagKey: string;
  readonly model: string | null;
  readonly status0: CustodyStatus | null;
  readonly case0: string | null;
  readonly slot0: number | null;
  readonly holder0: string | null;
  readonly since0: number | null;
  readonly status1: CustodyStatus;
  readonly case1: string | null;
  readonly slot1: number | null;
  readonly holder1: string | null;
  readonly since1: number;
}

const fields = [
  'assetId',
  'tag',
  'tagKey',
  'model',
  ...['status0', 'case0', 'slot0', 'holder0', 'since0'],
  ...['status1', 'case1', 'slot1', 'holder1', 'since1'],
] as const;

/** The last stay that began by a moment: none where the asset was not there yet. */
const stayBy = (name: string): string =>
  `LEFT JOIN custody_spans ${name} ON ${name}.asset_id = a.asset_id AND ${name}.from_at =
     (SELECT max(from_at) FROM custody_spans WHERE asset_id = a.asset_id AND from_at <= ?)`;
const columnsOf = (name: string, n: 0 | 1): string =>
  `${name}.status AS status${n}, ${name}.case_id AS case${n}, ${name}.slot_no AS slot${n}, ${name}.holder_id AS holder${n},
   ${name}.from_at AS since${n}`;
const FORMER = `LEFT JOIN asset_formerly f ON f.asset_id = a.asset_id AND f.to_at =
     (SELECT min(to_at) FROM asset_formerly WHERE asset_id = a.asset_id AND to_at > ?)`;

/**
 * What happened after the first moment was recorded after it, so an asset of no higher version did not move. A plus
 * before the version keeps SQLite on the order of tags: a page is full long before all that changed since were sorted.
 */
const moved = (version: Walk, model: string, join = '', but = ''): string => `SELECT a.asset_id AS assetId, a.tag,
    a.tag_key AS tagKey, ${model} AS model, ${columnsOf('s0', 0)}, ${columnsOf('s1', 1)}
  FROM assets a ${stayBy('s0')} ${stayBy('s1')} ${join}
  WHERE ${version} > ? AND s0.from_at IS NOT s1.from_at
    AND (s0.status IS NOT s1.status OR s0.case_id IS NOT s1.case_id OR s0.slot_no IS NOT s1.slot_no
      OR s0.holder_id IS NOT s1.holder_id)${but}`;

/** In the order of tags, or by what changed since. */
type Walk = 'a.version' | '+a.version';

export interface Pairs {
  /** a SELECT of all that were elsewhere at the second moment than at the first */
  sql(walk: Walk): string;
  /** the values of its question marks */
  readonly params: readonly (string | number)[];
}

/**
 * Everything that was elsewhere at one moment than at another, both as they were known at a third. Of what something was
 * learnt since, the log is folded as far as it was known.
 */
export function pairsBetween(source: Source, before: Moment, after: Moment): Pairs {
  const [from, to] = [lastMoment(before), lastMoment(after)];
  const since = source.log.seqAt(from);
  if (after.known === null) return { sql: (walk) => moved(walk, 'a.model'), params: [from, to, since] };
  const learnt = learntSince(source.read, knownSeq(after), to);
  const folded = learnt.flatMap((id) => pairOf(source, id, before, after));
  const columns = fields.map((field) => `value ->> '$.${field}' AS ${field}`).join(', ');
  return {
    sql: (walk) =>
      `${moved(
        walk,
        'CASE WHEN f.to_at IS NULL THEN a.model ELSE f.model END',
        FORMER,
        ' AND a.asset_id NOT IN (SELECT value FROM json_each(?))',
      )} UNION ALL SELECT ${columns} FROM json_each(?)`,
    params: [from, to, to, since, JSON.stringify(learnt), JSON.stringify(folded)],
  };
}

function pairOf({ history }: Source, assetId: string, before: Moment, after: Moment): readonly Pair[] {
  const stream = history.stream(assetId, knownSeq(after));
  const [first, second] = [assetAt(stream.entries, before.at), assetAt(stream.entries, after.at)];
  const [was, is] = [standOf(assetId, first, stream), standOf(assetId, second, stream)];
  if (!second.exists || is === null || (was !== null && isSame(was, is))) return [];
  const { tag, tagKey } = is;
  return [
    {
      ...{ assetId, tag, tagKey, model: second.details.model },
      status0: was?.status ?? null,
      case0: was?.caseId ?? null,
      slot0: was?.slot ?? null,
      holder0: was?.holderId ?? null,
      since0: was?.since ?? null,
      ...{ status1: is.status, case1: is.caseId, slot1: is.slot, holder1: is.holderId, since1: is.since },
    },
  ];
}

const isSame = (was: Stand, is: Stand): boolean =>
  was.status === is.status && was.caseId === is.caseId && was.slot === is.slot && was.holderId === is.holderId;
