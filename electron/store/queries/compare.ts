import { z } from 'zod';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { ChangeKind, ComparedAnswer, ComparedRow } from '../../../shared/contract/trailAnswers.ts';
import type { CustodyStatus } from '../../../shared/custody/place.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { FOREVER, formatInstant } from '../../../shared/time.ts';
import { type Pair, pairsBetween } from './comparePairs.ts';
import { openEventNames } from './events.ts';
import { allOf, type Condition, likePattern, wordsOf } from './filters.ts';
import { type Names, openNames } from './names.ts';
import { decodeCursor, pageOf, textKey } from './page.ts';
import { knownSeq, type Moment, momentOf, type Source } from './source.ts';

type Args = QueryArgs<'compare'>;
const kindKey = z.tuple([z.string(), z.string()]);

interface Row extends Pair {
  readonly kind: ChangeKind;
}

/** By where it was and where it is; what lies between does not count. */
const KIND = `CASE WHEN x.status0 IS NULL THEN 'added' WHEN x.status1 = 'retired' THEN 'retired'
  WHEN x.status1 = 'lost' THEN 'lost' WHEN x.status0 = 'lost' THEN 'found'
  WHEN x.status1 = 'holder' THEN iif(x.status0 = 'holder', 'transferred', 'issued')
  WHEN x.status0 = 'holder' THEN 'returned' WHEN x.status1 = 'unplaced' THEN 'taken_out'
  ELSE iif(x.status0 = 'slot', 'moved', 'placed') END`;

/**
 * What was elsewhere at `to` than at `from`, by tag or by kind, with what happened to it in between, all as it was
 * known at `knownAt`; what moved and came back did not move. The first page has the counts by kind.
 */
export function compareMoments(source: Source, args: Args): Result<ComparedAnswer> {
  const { from, to, knownAt, sort, limit, order } = args;
  if (from > (to ?? FOREVER)) return refuse('INVALID', { field: 'to', why: 'lies before the beginning' });
  const keyForm: z.ZodType<readonly string[]> = sort === 'tag' ? textKey : kindKey;
  const cursor = decodeCursor(keyForm, args.cursor);
  if (!cursor.ok) return cursor;
  const [before, after] = [momentOf(source, { at: from, knownAt }), momentOf(source, { at: to, knownAt })];
  const names = { before: openNames(source, before), after: openNames(source, after) };
  const conditions = conditionsOf(args, names, after);
  if (!conditions.ok) return conditions;
  const pairs = pairsBetween(source, before, after);
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const { sql: where, values } = allOf(conditions.value);
  const key = sort === 'tag' ? ['x.tagKey'] : [`(${KIND})`, 'x.tagKey'];
  const following = cursor.value ? `AND (${key.join(', ')}) ${ahead} (${key.map(() => '?').join(', ')})` : '';
  const rows = source.read.all<Row>(
    `SELECT x.*, ${KIND} AS kind FROM (${pairs.sql(sort === 'tag' ? '+a.version' : 'a.version')}) x
     WHERE ${where} ${following} ORDER BY ${key.map((part) => `${part} ${direction}`).join(', ')} LIMIT ?`,
    ...pairs.params,
    ...values,
    ...(cursor.value ?? []),
    limit + 1,
  );
  const eventsOf = openBetween(source, before, after);
  const json = (row: Row): ComparedRow => ({
    tag: row.tag,
    model: row.model,
    kind: row.kind,
    before: side(row.status0, row.case0, row.slot0, row.holder0, row.since0, names.before),
    after: side(row.status1, row.case1, row.slot1, row.holder1, row.since1, names.after),
    ...eventsOf(row.assetId),
  });
  const page = pageOf(rows, limit, ({ kind, tagKey }) => (sort === 'tag' ? [tagKey] : [kind, tagKey]), json);
  if (cursor.value) return accept(page);
  const counted = source.read.all<{ kind: ChangeKind; n: number }>(
    `SELECT ${KIND} AS kind, count(*) AS n FROM (${pairs.sql('a.version')}) x WHERE ${where} GROUP BY 1`,
    ...pairs.params,
    ...values,
  );
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  return accept({ ...page, total, counts: Object.fromEntries(counted.map(({ kind, n }) => [kind, n])) });
}

function conditionsOf(
  { case: code, holder: name, kind, text }: Args,
  { before, after }: { readonly before: Names; readonly after: Names },
  { known }: Moment,
): Result<readonly Condition[]> {
  const inCase = code === undefined ? accept(null) : after.findCase(code, 'case');
  if (!inCase.ok) return inCase;
  // Called so at either moment.
  const called = name === undefined ? accept(null) : after.findHolder(name);
  const withHolder = called.ok || name === undefined ? called : before.findHolder(name);
  if (!withHolder.ok) return withHolder;
  const eitherSide = (column: 'case' | 'holder', id: string | null): readonly Condition[] => {
    if (id === null) return [];
    // The index leads there at once; what was believed may have left no stay.
    const stayed = `x.assetId IN (SELECT asset_id FROM custody_spans WHERE ${column}_id = ?) AND `;
    const sides = `? IN (x.${column}0, x.${column}1)`;
    return [known === null ? { sql: `${stayed}${sides}`, values: [id, id] } : { sql: sides, values: [id] }];
  };
  return accept([
    ...eitherSide('case', inCase.value),
    ...eitherSide('holder', withHolder.value),
    ...(kind === undefined ? [] : [{ sql: `${KIND} = ?`, values: [kind] }]),
    ...wordsOf(text).map((word) => ({
      sql: `(x.tag || ' ' || x.tagKey || ' ' || coalesce(x.model, '')) LIKE ? ESCAPE '\\'`,
      values: [likePattern(word)],
    })),
  ]);
}

/** As many events of one asset as a row shows. */
const MOST = 20;

/** What happened to an asset after the first moment, up to the second, and was known to hold. */
function openBetween(source: Source, before: Moment, after: Moment) {
  const names = openEventNames(source);
  return (assetId: string): Pick<ComparedRow, 'events' | 'eventCount'> => {
    const { entries } = source.history.stream(assetId, knownSeq(after));
    const happened = entries.filter(({ point }) => point.at > before.at && point.at <= after.at);
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
