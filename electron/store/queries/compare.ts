import { z } from 'zod';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { ChangeKind, ComparedAnswer, ComparedRow } from '../../../shared/contract/trailAnswers.ts';
import type { CustodyStatus } from '../../../shared/custody/place.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { FOREVER, formatInstant } from '../../../shared/time.ts';
import { openEventNames } from './events.ts';
import { allOf, type Condition, likePattern, wordsOf } from './filters.ts';
import { type Names, openNames } from './names.ts';
import { decodeCursor, pageOf, textKey } from './page.ts';
import { momentOf, type Source } from './source.ts';

type Args = QueryArgs<'compare'>;
const kindKey = z.tuple([z.string(), z.string()]);

interface Row {
  readonly assetId: string;
  readonly tag: string;
  readonly tagKey: string;
  readonly model: string | null;
  readonly kind: ChangeKind;
  readonly status0: CustodyStatus | null;
  readonly case0: string | null;
  readonly slot0: number | null;
  readonly holder0: string | null;
  readonly since0: number | null;
  readonly status1: CustodyStatus | null;
  readonly case1: string | null;
  readonly slot1: number | null;
  readonly holder1: string | null;
  readonly since1: number | null;
}

/** The last stay that began by a moment: none where the asset was not there yet. */
const stayBy = (name: string): string =>
  `LEFT JOIN custody_spans ${name} ON ${name}.asset_id = a.asset_id AND ${name}.from_at =
     (SELECT max(from_at) FROM custody_spans WHERE asset_id = a.asset_id AND from_at <= ?)`;
const columnsOf = (name: string, n: 0 | 1): string =>
  `${name}.status AS status${n}, ${name}.case_id AS case${n}, ${name}.slot_no AS slot${n}, ${name}.holder_id AS holder${n},
   ${name}.from_at AS since${n}`;

/** By where it was and where it is; what lies between does not count. */
const KIND = `CASE WHEN s0.status IS NULL THEN 'added' WHEN s1.status = 'retired' THEN 'retired'
  WHEN s1.status = 'lost' THEN 'lost' WHEN s0.status = 'lost' THEN 'found'
  WHEN s1.status = 'holder' THEN iif(s0.status = 'holder', 'transferred', 'issued')
  WHEN s0.status = 'holder' THEN 'returned' WHEN s1.status = 'unplaced' THEN 'taken_out'
  ELSE iif(s0.status = 'slot', 'moved', 'placed') END`;

/**
 * What happened after `from` was recorded after it, so an asset of no higher version did not move. A plus before the
 * version keeps SQLite on the order of tags: a page is full long before all that changed since were sorted.
 */
const changed = (version: 'a.version' | '+a.version'): string => `FROM assets a ${stayBy('s0')} ${stayBy('s1')}
  WHERE ${version} > ? AND s0.from_at IS NOT s1.from_at
    AND (s0.status IS NOT s1.status OR s0.case_id IS NOT s1.case_id OR s0.slot_no IS NOT s1.slot_no
      OR s0.holder_id IS NOT s1.holder_id)`;

/**
 * What was elsewhere at `to` than at `from`, by tag or by kind, with what happened to it in between; what moved and came back did
 * not move. The first page has the counts by kind.
 */
export function compareMoments(source: Source, args: Args): Result<ComparedAnswer> {
  const { from, to = FOREVER, sort, limit, order } = args;
  if (from > to) return refuse('INVALID', { field: 'to', why: 'lies before from' });
  const keyForm: z.ZodType<readonly string[]> = sort === 'tag' ? textKey : kindKey;
  const cursor = decodeCursor(keyForm, args.cursor);
  if (!cursor.ok) return cursor;
  const before = openNames(source, momentOf(source, { at: from }));
  const after = openNames(source, momentOf(source, args.to === undefined ? {} : { at: to }));
  const conditions = conditionsOf(args, before, after);
  if (!conditions.ok) return conditions;
  const moments = [from, to, source.log.seqAt(from)];
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const { sql: where, values } = allOf(conditions.value);
  const key = sort === 'tag' ? ['a.tag_key'] : [`(${KIND})`, 'a.tag_key'];
  const following = cursor.value ? `AND (${key.join(', ')}) ${ahead} (${key.map(() => '?').join(', ')})` : '';
  const rows = source.read.all<Row>(
    `SELECT a.asset_id AS assetId, a.tag, a.tag_key AS tagKey, a.model, ${KIND} AS kind, ${columnsOf('s0', 0)},
       ${columnsOf('s1', 1)} ${changed(sort === 'tag' ? '+a.version' : 'a.version')} AND ${where} ${following}
     ORDER BY ${key.map((part) => `${part} ${direction}`).join(', ')} LIMIT ?`,
    ...moments,
    ...values,
    ...(cursor.value ?? []),
    limit + 1,
  );
  const eventsOf = openBetween(source, from, to);
  const json = (row: Row): ComparedRow => ({
    tag: row.tag,
    model: row.model,
    kind: row.kind,
    before: side(row.status0, row.case0, row.slot0, row.holder0, row.since0, before),
    after: side(row.status1, row.case1, row.slot1, row.holder1, row.since1, after),
    ...eventsOf(row.assetId),
  });
  const page = pageOf(rows, limit, ({ kind, tagKey }) => (sort === 'tag' ? [tagKey] : [kind, tagKey]), json);
  if (cursor.value) return accept(page);
  const counted = source.read.all<{ kind: ChangeKind; n: number }>(
    `SELECT ${KIND} AS kind, count(*) AS n ${changed('a.version')} AND ${where} GROUP BY 1`,
    ...moments,
    ...values,
  );
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  return accept({ ...page, total, counts: Object.fromEntries(counted.map(({ kind, n }) => [kind, n])) });
}

function conditionsOf(
  { case: code, holder: name, kind, text }: Args,
  before: Names,
  after: Names,
): Result<readonly Condition[]> {
  const inCase = code === undefined ? accept(null) : after.findCase(code, 'case');
  if (!inCase.ok) return inCase;
  // Called so at either moment.
  const called = name === undefined ? accept(null) : after.findHolder(name);
  const withHolder = called.ok || name === undefined ? called : before.findHolder(name);
  if (!withHolder.ok) return withHolder;
  const eitherSide = (column: string, id: string | null): readonly Condition[] =>
    id === null
      ? []
      : [
          {
            sql: `a.asset_id IN (SELECT asset_id FROM custody_spans WHERE ${column} = ?) AND ? IN (s0.${column}, s1.${column})`,
            values: [id, id],
          },
        ];
  return accept([
    ...eitherSide('case_id', inCase.value),
    ...eitherSide('holder_id', withHolder.value),
    ...(kind === undefined ? [] : [{ sql: `${KIND} = ?`, values: [kind] }]),
    ...wordsOf(text).map((word) => ({
      sql: `(a.tag || ' ' || a.tag_key || ' ' || coalesce(a.model, '')) LIKE ? ESCAPE '\\'`,
      values: [likePattern(word)],
    })),
  ]);
}

/** As many events of one asset as a row shows. */
const MOST = 20;

/** What happened to an asset after `from`, up to `to`, and still holds. */
function openBetween(source: Source, from: number, to: number) {
  const names = openEventNames(source);
  return (assetId: string): Pick<ComparedRow, 'events' | 'eventCount'> => {
    const happened = source.history.stream(assetId).entries.filter(({ point }) => point.at > from && point.at <= to);
    const events = happened.slice(-MOST).map(({ eventId, type, point }) => ({
      eventId,
      type,
      occurredAt: formatInstant(point.at),
      actor: names.actor(source.log.event(eventId)?.actorId ?? null),
    }));
    return { events, eventCount: happened.length };
  };
}

function side(
  status: CustodyStatus | null,
  caseId: string | null,
  slot: number | null,
  holderId: string | null,
  since: number | null,
  names: Names,
): ComparedRow['before'] {
  if (status === null || since === null) return null;
  return {
    status,
    case: caseId === null ? null : names.case(caseId).code,
    slot,
    holder: holderId === null ? null : names.holder(holderId),
    since: formatInstant(since),
  };
}
