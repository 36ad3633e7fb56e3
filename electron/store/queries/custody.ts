import type { CustodyRow, Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { FOREVER } from '../../../shared/time.ts';
import { knownStands } from './knownCustody.ts';
import { openNames } from './names.ts';
import { decodeCursor, pageOf, textKey } from './page.ts';
import { momentOf, type Source } from './source.ts';
import { type Stand, spanStandColumns, standColumns, standJson, type Wanted } from './stands.ts';

/** Who or what has each asset, now, at a moment, or as it was believed at another. */
export function custody(source: Source, args: QueryArgs<'custody'>): Result<Page<CustodyRow>> {
  const { case: code, holder: name, status = null, limit, order } = args;
  const moment = momentOf(source, args);
  const names = openNames(source, moment);
  const inCase = code === undefined ? accept(null) : names.findCase(code, 'case');
  if (!inCase.ok) return inCase;
  const withHolder = name === undefined ? accept(null) : names.findHolder(name);
  if (!withHolder.ok) return withHolder;
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;

  const wanted: Wanted = {
    caseId: inCase.value,
    holderId: withHolder.value,
    status,
    after: cursor.value?.[0] ?? null,
    limit: limit + 1,
    order,
  };
  const stands = standsAt(source, wanted, moment);
  return accept(
    pageOf(
      stands,
      limit,
      ({ tagKey }) => [tagKey],
      (stand) => standJson(stand, names, moment.at),
    ),
  );
}

/** Up to `limit` stands in the order of their tags. */
export function standsAt(source: Source, wanted: Wanted, moment: ReturnType<typeof momentOf>): readonly Stand[] {
  if (moment.known) return knownStands(source, wanted, { ...moment, known: moment.known });
  if (moment.at === FOREVER) return nowStands(source, wanted);
  return spanStands(source, wanted, moment.at);
}

/** Of a table `a` of assets: what follows the cursor, and how far. */
function afterKey({ after, order, limit }: Wanted) {
  return {
    condition: after === null ? '' : ` AND a.tag_key ${order === 'asc' ? '>' : '<'} ?`,
    params: [...(after === null ? [] : [after]), limit],
    rest: ` ORDER BY a.tag_key ${order === 'asc' ? 'ASC' : 'DESC'} LIMIT ?`,
  };
}

function nowStands({ read }: Source, wanted: Wanted): readonly Stand[] {
  const { caseId, holderId, status } = wanted;
  const { condition, params, rest } = afterKey(wanted);
  const conditions = [
    ...(caseId === null ? [] : [{ sql: ' AND a.case_id = ?', value: caseId }]),
    ...(holderId === null ? [] : [{ sql: ' AND a.holder_id = ?', value: holderId }]),
    ...(status === null ? [] : [{ sql: ' AND a.status = ?', value: status }]),
  ];
  return read.all<Stand>(
    `SELECT ${standColumns} FROM assets a WHERE 1${conditions.map(({ sql }) => sql).join('')}${condition}${rest}`,
    ...conditions.map(({ value }) => value),
    ...params,
  );
}

/** The last stay that began by `at`: found by the asset, by the slot or by the holder, each by its index. */
function spanStands({ read }: Source, wanted: Wanted, at: number): readonly Stand[] {
  const { caseId, holderId, status } = wanted;
  const { condition, params, rest } = afterKey(wanted);
  const ofStatus = status === null ? '' : ` AND s.status = '${status}'`;
  if (caseId !== null) {
    const ofHolder = holderId === null ? '' : ' AND 0'; // nothing is in a slot and with a holder
    return read.all<Stand>(
      `WITH RECURSIVE numbers (n) AS (
         SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < (SELECT slots FROM cases WHERE case_id = ?)
       )
       SELECT ${spanStandColumns} FROM numbers
       CROSS JOIN custody_spans s ON s.case_id = ? AND s.slot_no = numbers.n AND s.from_at =
         (SELECT max(from_at) FROM custody_spans WHERE case_id = ? AND slot_no = numbers.n AND from_at <= ?)
       CROSS JOIN assets a ON a.asset_id = s.asset_id
       WHERE s.to_at > ?${ofStatus}${ofHolder}${condition}${rest}`,
      caseId,
      caseId,
      caseId,
      at,
      at,
      ...params,
    );
  }
  if (holderId !== null) {
    return read.all<Stand>(
      `SELECT ${spanStandColumns} FROM custody_spans s CROSS JOIN assets a ON a.asset_id = s.asset_id
       WHERE s.holder_id = ? AND s.from_at <= ? AND s.to_at > ?${ofStatus}${condition}${rest}`,
      holderId,
      at,
      at,
      ...params,
    );
  }
  return read.all<Stand>(
    `SELECT ${spanStandColumns} FROM assets a CROSS JOIN custody_spans s ON s.asset_id = a.asset_id AND s.from_at =
       (SELECT max(from_at) FROM custody_spans WHERE asset_id = a.asset_id AND from_at <= ?)
     WHERE 1${ofStatus}${condition}${rest}`,
    at,
    ...params,
  );
}
