import type { Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { ComparedRow } from '../../../shared/contract/trailAnswers.ts';
import type { CustodyStatus } from '../../../shared/custody/place.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { formatInstant } from '../../../shared/time.ts';
import { type Names, openNames } from './names.ts';
import { decodeCursor, pageOf, textKey } from './page.ts';
import { momentOf, type Source } from './source.ts';

interface Row {
  readonly tag: string;
  readonly tagKey: string;
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

/** What was elsewhere at `to` than at `from`, by tag; what moved and came back did not move. */
export function compareMoments(source: Source, args: QueryArgs<'compare'>): Result<Page<ComparedRow>> {
  const { from, to, limit, order } = args;
  if (from > to) return refuse('INVALID', { field: 'to', why: 'lies before from' });
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  // What happened after `from` was recorded after it, so an asset of no higher version did not move. The plus keeps
  // SQLite on the order of tags: the page is full long before all that changed since were sorted.
  const rows = source.read.all<Row>(
    `SELECT a.tag, a.tag_key AS tagKey, ${columnsOf('s0', 0)}, ${columnsOf('s1', 1)}
     FROM assets a ${stayBy('s0')} ${stayBy('s1')}
     WHERE +a.version > ? ${cursor.value ? `AND a.tag_key ${ahead} ?` : ''} AND s0.from_at IS NOT s1.from_at
       AND (s0.status IS NOT s1.status OR s0.case_id IS NOT s1.case_id OR s0.slot_no IS NOT s1.slot_no
         OR s0.holder_id IS NOT s1.holder_id)
     ORDER BY a.tag_key ${direction} LIMIT ?`,
    from,
    to,
    source.log.seqAt(from),
    ...(cursor.value ?? []),
    limit + 1,
  );
  const namesBefore = openNames(source, momentOf(source, { at: from }));
  const namesAfter = openNames(source, momentOf(source, { at: to }));
  const json = (row: Row): ComparedRow => ({
    tag: row.tag,
    before: side(row.status0, row.case0, row.slot0, row.holder0, row.since0, namesBefore),
    after: side(row.status1, row.case1, row.slot1, row.holder1, row.since1, namesAfter),
  });
  return accept(pageOf(rows, limit, ({ tagKey }) => [tagKey], json));
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
