import type { Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { OverdueRow } from '../../../shared/contract/trailAnswers.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { HOUR_MS } from '../../../shared/time.ts';
import { assetsThen, lastMoment } from './assetsThen.ts';
import { openNames } from './names.ts';
import { compareText, decodeCursor, type PageArgs, pageOf, timedKey } from './page.ts';
import { settingsAt } from './settingsAt.ts';
import { isNow, type Moment, momentOf, type Source, timeOf } from './source.ts';
import { type Stand, spanStandColumns, standColumns, standJson } from './stands.ts';

type Due = Stand & { readonly dueAt: number; readonly model: string | null };

/** With fewer events than this since the moment, the assets concerned are reached by their versions. */
const A_FEW = 10_000;

/** Assets with holders whose due date has passed at the moment, or will within the hours set, the earliest first. */
export function listOverdue(source: Source, args: QueryArgs<'overdue.list'>): Result<Page<OverdueRow>> {
  const { limit } = args;
  const cursor = decodeCursor(timedKey, args.cursor);
  if (!cursor.ok) return cursor;
  const moment = momentOf(source, args);
  const now = timeOf(source, moment);
  const soon = now + settingsAt(source, moment).dueSoonHours * HOUR_MS;
  const { page, total } = isNow(moment)
    ? dueNow(source, args, cursor.value, soon)
    : (moment.known === null ? dueThen : dueKnown)(source, moment, args, cursor.value, soon);
  const names = openNames(source, moment);
  const json = (stand: Due): OverdueRow => ({
    ...standJson(stand, names, lastMoment(moment)),
    state: stand.dueAt < now ? 'overdue' : 'due_soon',
    model: stand.model,
    openedBy: stand.openedBy,
  });
  return accept(pageOf(page, limit, ({ dueAt, tagKey }) => [dueAt, tagKey], json, total));
}

interface Found {
  readonly page: readonly Due[];
  readonly total: number;
}
type After = readonly [dueAt: number, tagKey: string] | null;

/** A range of the index by due date, which only assets with holders have. */
function dueNow({ read }: Source, { order, limit }: PageArgs, after: After, by: number): Found {
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const page = read.all<Due>(
    `SELECT ${standColumns}, a.model FROM assets a INDEXED BY assets_by_due
     WHERE a.due_at <= ? ${after === null ? '' : `AND a.due_at ${ahead}= ? AND (a.due_at, a.tag_key) ${ahead} (?, ?)`}
     ORDER BY a.due_at ${direction}, a.tag_key ${direction} LIMIT ?`,
    by,
    ...(after === null ? [] : [after[0], ...after]),
    limit + 1,
  );
  return { page, total: read.get<{ n: number }>('SELECT count(*) AS n FROM assets WHERE due_at <= ?', by)?.n ?? 0 };
}

/** Of assets that nothing was recorded about since, as now; the others are looked up one by one in their spans. */
function dueThen(source: Source, moment: Moment, { order, limit }: PageArgs, after: After, by: number): Found {
  const { read, log } = source;
  const { settled } = moment;
  const standing = read.all<Due>(
    `SELECT ${standColumns}, a.model FROM assets a WHERE a.due_at <= ? AND a.version <= ?`,
    by,
    settled,
  );
  // In the order of ids, all spans are passed once, one after the other.
  const few = log.lastSeq() - settled < A_FEW;
  const moved = read.all<Due>(
    `SELECT ${spanStandColumns}, a.model FROM assets a
     CROSS JOIN custody_spans s ON s.asset_id = a.asset_id AND s.from_at =
       (SELECT max(from_at) FROM custody_spans WHERE asset_id = a.asset_id AND from_at <= ?)
     WHERE ${few ? 'a.version' : '+a.version'} > ? AND s.status = 'holder' AND s.due_at <= ?
     ${few ? '' : 'ORDER BY a.asset_id'}`,
    moment.at,
    settled,
    by,
  );
  const ahead = order === 'asc' ? compareDue : (a: DueKey, b: DueKey) => compareDue(b, a);
  const following = [...standing, ...moved].filter((due) => after === null || ahead(keyOf(due), after) > 0);
  following.sort((a, b) => ahead(keyOf(a), keyOf(b)));
  return { page: following.slice(0, limit + 1), total: standing.length + moved.length };
}

/** As it was believed. */
function dueKnown(source: Source, moment: Moment, { order, limit }: PageArgs, after: After, by: number): Found {
  const { first, tables, params } = assetsThen(source, moment);
  const due = source.read.all<Due>(
    `WITH ${first.join(', ')}, upto AS MATERIALIZED (SELECT ? AS due)
     ${tables({ facts: true, places: true })
       .map(
         (table) => `SELECT ${standColumns}, a.model FROM ${table} a
           WHERE a.status = 'holder' AND a.due_at <= (SELECT due FROM upto)`,
       )
       .join(' UNION ALL ')}`,
    ...params,
    by,
  );
  const ahead = order === 'asc' ? compareDue : (a: DueKey, b: DueKey) => compareDue(b, a);
  const following = due
    .filter((one) => after === null || ahead(keyOf(one), after) > 0)
    .sort((a, b) => ahead(keyOf(a), keyOf(b)))
    .slice(0, limit + 1);
  return { page: following, total: due.length };
}

type DueKey = readonly [dueAt: number, tagKey: string];
const keyOf = ({ dueAt, tagKey }: Due): DueKey => [dueAt, tagKey];
const compareDue = (a: DueKey, b: DueKey): number => a[0] - b[0] || compareText(a[1], b[1]);
