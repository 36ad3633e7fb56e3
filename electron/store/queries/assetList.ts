import { z } from 'zod';
import type { Page } from '../../../shared/contract/answers.ts';
import type { AssetColumn, QueryArgs } from '../../../shared/contract/queries.ts';
import type { AssetRow } from '../../../shared/contract/trailAnswers.ts';
import type { AssetDetails } from '../../../shared/custody/asset.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { tagKey } from '../../../shared/text.ts';
import { type AssetsThen, assetsThen, type Looked, lastMoment, versionThen } from './assetsThen.ts';
import { casesAt } from './casesAt.ts';
import { allOf, type Condition, likePattern, wordsOf } from './filters.ts';
import { holdersAt } from './holdersAt.ts';
import { openNames } from './names.ts';
import { decodeCursor, pageOf } from './page.ts';
import { isNow, type Moment, momentOf, type Source, timeOf } from './source.ts';
import { type Stand, standColumns, standJson } from './stands.ts';
import { isOverdue } from './views.ts';

type Args = QueryArgs<'asset.list'>;

interface Row extends Stand, Omit<AssetDetails, 'tag' | 'notes' | 'attributes'> {
  readonly condition: string | null;
  readonly homeCaseId: string | null;
  readonly homeSlot: number | null;
  readonly version: number;
  readonly present: number;
  readonly value: string | number;
}

/** What each column is sorted by; null is sorted last in both directions. Text without the case of ASCII letters. */
const sortedBy: { readonly [C in AssetColumn]: string } = {
  tag: 'a.tag_key',
  barcode: 'a.barcode COLLATE NOCASE',
  model: 'a.model COLLATE NOCASE',
  serial: 'a.serial COLLATE NOCASE',
  manufacturer: 'a.manufacturer COLLATE NOCASE',
  modelCode: 'a.model_code COLLATE NOCASE',
  category: 'a.category COLLATE NOCASE',
  status: 'a.status',
  case: `(SELECT code_key || printf(' %05d', a.slot_no) FROM cases WHERE case_id = a.case_id)`,
  holder: '(SELECT name_key FROM holders WHERE holder_id = a.holder_id)',
  home: `(SELECT code_key || printf(' %05d', a.home_slot_no) FROM cases WHERE case_id = a.home_case_id)`,
  condition: 'a.condition',
  since: 'a.since',
  dueAt: 'a.due_at',
};

/** What the three that are sorted by a name are called by at a past moment; `n` is a table of the names of then. */
const sortedThen: { readonly [C in AssetColumn]?: { readonly id: string; readonly value: string } } = {
  case: { id: 'a.case_id', value: `n.name || printf(' %05d', a.slot_no)` },
  holder: { id: 'a.holder_id', value: 'n.name' },
  home: { id: 'a.home_case_id', value: `n.name || printf(' %05d', a.home_slot_no)` },
};

/** JSON: the name by which each case or holder was sorted then, by id; null: the list is not sorted by such names. */
function namesToSortBy(source: Source, sort: AssetColumn, moment: Moment): string | null {
  if (isNow(moment) || sortedThen[sort] === undefined) return null;
  const named =
    sort === 'holder'
      ? holdersAt(source, moment).map(({ holderId, nameKey }) => [holderId, nameKey])
      : casesAt(source, moment).map(({ caseId, codeKey }) => [caseId, codeKey]);
  return JSON.stringify(Object.fromEntries(named));
}

const like =
  (column: string) =>
  (word: string): Condition => ({
    sql: `${column} LIKE ? ESCAPE '\\'`,
    values: [likePattern(word)],
  });

/** Cases and holders whose code or name had the word in it at the moment. */
interface Named {
  cases(word: string): Condition;
  holders(word: string): Condition;
}

const among = (ids: readonly string[]): Condition => ({
  sql: '(SELECT value FROM json_each(?))',
  values: [JSON.stringify(ids)],
});

function namedAt(source: Source, moment: Moment): Named {
  const now = (sql: string) => (word: string) => ({ sql, values: [likePattern(word)] });
  if (isNow(moment)) {
    return {
      cases: now(`(SELECT case_id FROM cases WHERE code LIKE ? ESCAPE '\\')`),
      holders: now(`(SELECT holder_id FROM holders WHERE name LIKE ? ESCAPE '\\')`),
    };
  }
  const has = (name: string, word: string): boolean => name.toLowerCase().includes(word.toLowerCase());
  return {
    cases: (word) => among(casesAt(source, moment).flatMap(({ caseId, code }) => (has(code, word) ? [caseId] : []))),
    holders: (word) =>
      among(holdersAt(source, moment).flatMap(({ holderId, name }) => (has(name, word) ? [holderId] : []))),
  };
}

const inCase =
  (column: string) =>
  (word: string, { cases }: Named): Condition => {
    const { sql, values } = cases(word);
    return { sql: `${column} IN ${sql}`, values };
  };

const tagLike =
  (column: string) =>
  (word: string): Condition => ({
    sql: `(${column} LIKE ? ESCAPE '\\' OR a.tag_key LIKE ? ESCAPE '\\')`,
    values: [likePattern(word), likePattern(tagKey(word) || word)],
  });

const anywhere = (word: string): Condition => ({
  sql: `(a.tag || ' ' || a.tag_key || ' ' || coalesce(a.barcode, '') || ' ' || coalesce(a.model, '') || ' ' ||
    coalesce(a.serial, '') || ' ' || coalesce(a.manufacturer, '') || ' ' || coalesce(a.model_code, '') || ' ' ||
    coalesce(a.category, '') || ' ' || coalesce(a.notes, '') || ' ' || a.attributes) LIKE ? ESCAPE '\\'`,
  values: [likePattern(word)],
});

const filters = {
  text: anywhere,
  tag: tagLike('a.tag'),
  barcode: like('a.barcode'),
  model: like('a.model'),
  serial: like('a.serial'),
  manufacturer: like('a.manufacturer'),
  modelCode: like('a.model_code'),
  category: like('a.category'),
  condition: like('a.condition'),
  case: inCase('a.case_id'),
  home: inCase('a.home_case_id'),
  holder: (word: string, { holders }: Named): Condition => {
    const { sql, values } = holders(word);
    return { sql: `a.holder_id IN ${sql}`, values };
  },
} as const satisfies { readonly [F in keyof Args]?: (word: string, named: Named) => Condition };

function conditionsOf(args: Args, named: Named): readonly Condition[] {
  // Object.entries forgets the names; they are the keys of `filters`.
  const names = Object.keys(filters) as (keyof typeof filters)[];
  const status = args.status === undefined ? [] : [args.status].flat();
  return [
    ...names.flatMap((name) => wordsOf(args[name]).map((word) => filters[name](word, named))),
    ...(status.length === 0 ? [] : [{ sql: `a.status IN (${status.map(() => '?').join(', ')})`, values: status }]),
  ];
}

const key = z.tuple([z.int(), z.union([z.string(), z.number()]), z.string()]);

/**
 * Assets as a table shows them, now and at any moment: filtered by words in columns, sorted by any column. The first page has the total.
 * A page follows the one that its cursor ends, or begins at an offset.
 */
export function listAssets(source: Source, args: Args): Result<Page<AssetRow>> {
  const { sort, limit, offset } = args;
  const cursor = decodeCursor(key, args.cursor);
  if (!cursor.ok) return cursor;
  const moment = momentOf(source, args);
  const then = assetsThen(source, moment);
  const { sql: where, values } = allOf(conditionsOf(args, namedAt(source, moment)));
  const total =
    cursor.value || offset > 0
      ? undefined
      : source.read.get<{ n: number }>(
          `${withThese(then.first)}SELECT count(*) AS n FROM ${everyAsset(then, args)} a WHERE ${where}`,
          ...then.params,
          ...values,
        )?.n;

  // By tag the key is the tag alone.
  const after = cursor.value === null ? [] : sort === 'tag' ? [cursor.value[2]] : cursor.value;
  const sortNames = namesToSortBy(source, sort, moment);
  const rows = source.read.all<Row>(
    sqlOf(then, args, where, sortNames !== null),
    ...then.params,
    ...(sortNames === null ? [] : [sortNames]),
    ...values,
    ...after,
    limit + 1,
    offset,
  );
  const names = openNames(source, moment);
  const now = timeOf(source, moment);
  const json = (row: Row): AssetRow => {
    const { assetId, barcode, model, serial, manufacturer, modelCode, category, condition } = row;
    return {
      assetId,
      ...standJson(row, names, lastMoment(moment)),
      ...{ barcode, model, serial, manufacturer, modelCode, category, condition },
      home: names.home(row.homeCaseId, row.homeSlot),
      overdue: isOverdue(row, now),
      version: versionThen(source, moment, row),
    };
  };
  return accept(pageOf(rows, limit, ({ present, value, tagKey: last }) => [present, value, last], json, total));
}

/** What has to be looked at to filter and sort. */
function lookedAt({ sort, ...args }: Args): Looked {
  const asks = (...names: readonly (keyof typeof filters | 'status')[]) =>
    names.some((name) => args[name] !== undefined);
  const isPlace = ['status', 'case', 'holder', 'since', 'dueAt'].includes(sort);
  return {
    places: isPlace || asks('status', 'case', 'holder'),
    facts:
      (sort !== 'tag' && !isPlace) ||
      asks('text', 'barcode', 'model', 'serial', 'manufacturer', 'modelCode', 'category', 'condition', 'home'),
  };
}

/** All that were there, with what has to be looked at of them. */
function everyAsset({ tables }: AssetsThen, args: Args): string {
  const [first = '', ...others] = tables(lookedAt(args));
  return others.length === 0
    ? first
    : `(${[first, ...others].map((one) => `SELECT * FROM ${one}`).join(' UNION ALL ')})`;
}

const withThese = (tables: readonly string[]): string => (tables.length === 0 ? '' : `WITH ${tables.join(', ')} `);

/** Keys alone are sorted; everything else is fetched for the page. By tag the table is walked in its order. */
function sqlOf(then: AssetsThen, args: Args, where: string, byNamesThen: boolean): string {
  const { first, tables } = then;
  const { sort, order, cursor } = args;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const named = byNamesThen ? sortedThen[sort] : undefined;
  const value = named?.value ?? sortedBy[sort];
  const names = named ? ['named AS MATERIALIZED (SELECT key AS id, value AS name FROM json_each(?))'] : [];
  const keys = `${everyAsset(then, args)} a${named ? ` LEFT JOIN named n ON n.id = ${named.id}` : ''}`;
  const page =
    sort === 'tag'
      ? `SELECT a.id, 0 AS present, '' AS value, a.tag_key FROM ${keys}
         WHERE ${where}${cursor === undefined ? '' : ` AND a.tag_key ${ahead} ?`} ORDER BY a.tag_key ${direction}`
      : `SELECT id, present, value, tag_key FROM (
           SELECT a.id, (${value}) ${order === 'asc' ? 'IS NULL' : 'IS NOT NULL'} AS present,
             coalesce(${value}, '') AS value, a.tag_key FROM ${keys} WHERE ${where}
         ) ${cursor === undefined ? '' : `WHERE (present, value, tag_key) ${ahead} (?, ?, ?)`}
         ORDER BY present ${direction}, value ${direction}, tag_key ${direction}`;
  const rows = tables({ facts: true, places: true }).map(
    (table) => `SELECT ${standColumns}, a.barcode, a.model, a.serial, a.manufacturer, a.model_code AS modelCode,
      a.category, a.condition, a.home_case_id AS homeCaseId, a.home_slot_no AS homeSlot, a.version, k.present, k.value
    FROM k CROSS JOIN ${table} a ON a.id = k.id`,
  );
  return `${withThese([...first, ...names, `k AS MATERIALIZED (${page} LIMIT ? OFFSET ?)`])}${rows.join(' UNION ALL ')}
    ORDER BY present ${direction}, value ${direction}, tagKey ${direction}`;
}
