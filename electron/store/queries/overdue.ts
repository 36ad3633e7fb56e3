import type { Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { OverdueRow } from '../../../shared/contract/trailAnswers.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { HOUR_MS } from '../../../shared/time.ts';
import { openNames } from './names.ts';
import { compareText, decodeCursor, pageOf, timedKey } from './page.ts';
import { isNow, type Moment, momentOf, type Source, timeOf } from './source.ts';
import { type Stand, spanStandColumns, standColumns, standJson } from './stands.ts';
import { settledSeq } from './views.ts';

type Due = Stand & { readonly dueAt: number; readonly model: string | null };

/** Assets with holders whose due date has passed at the moment, or will within the hours set, the earliest first. */
export function listOverdue(source: Source, args: QueryArgs<'overdue.list'>): Result<Page<OverdueRow>> {
  const { limit, order } = args;
  const cursor = decodeCursor(timedKey, args.cursor);
  if (!cursor.ok) return cursor;
  const moment = momentOf(source, args);
  const now = timeOf(source, moment);
  const soon = now + source.lookups.settings().dueSoonHours * HOUR_MS;
  const due = dueBy(source, moment, soon).toSorted((a, b) => a.dueAt - b.dueAt || compareText(a.tagKey, b.tagKey));
  const ordered = order === 'asc' ? due : due.toReversed();
  const after = cursor.value;
  const sign = order === 'asc' ? 1 : -1;
  const following = ordered.filter(
    ({ dueAt, tagKey }) => after === null || (dueAt - after[0] || compareText(tagKey, after[1])) * sign > 0,
  );
  const names = openNames(source, moment);
  const json = (stand: Due): OverdueRow => ({
    ...standJson(stand, names, moment.at),
    state: stand.dueAt < now ? 'overdue' : 'due_soon',
    model: stand.model,
  });
  return accept(pageOf(following.slice(0, limit + 1), limit, ({ dueAt, tagKey }) => [dueAt, tagKey], json, due.length));
}

/**
 * Now: a range of the index by due date. In the past too, for assets that nothing was recorded about since; the others
 * are looked up one by one in their spans.
 */
function dueBy(source: Source, moment: Moment, by: number): readonly Due[] {
  const settled = settledSeq(source, moment);
  const standing = source.read.all<Due>(
    `SELECT ${standColumns}, a.model FROM assets a WHERE a.due_at <= ? AND a.status = 'holder' AND a.version <= ?`,
    by,
    settled,
  );
  if (isNow(moment)) return standing;
  const moved = source.read.all<Due>(
    `SELECT ${spanStandColumns}, a.model FROM assets a INDEXED BY assets_by_version
     CROSS JOIN custody_spans s ON s.asset_id = a.asset_id AND s.from_at =
       (SELECT max(from_at) FROM custody_spans WHERE asset_id = a.asset_id AND from_at <= ?)
     WHERE a.version > ? AND s.status = 'holder' AND s.due_at <= ?`,
    moment.at,
    settled,
    by,
  );
  return [...standing, ...moved];
}
