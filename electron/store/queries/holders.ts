import type { HolderAnswer, HolderRow, Page, SpanRow } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { formatInstant } from '../../../shared/time.ts';
import { type StayRow, stayColumns, stayJson } from './assetHistory.ts';
import { standsAt } from './custody.ts';
import { matchesText } from './filters.ts';
import { type HolderThen, holderAt, holdersAt } from './holdersAt.ts';
import { openNames } from './names.ts';
import { decodeCursor, pageFrom, pageOf, textKey, timedKey } from './page.ts';
import { isNow, type Moment, momentOf, type Source, timeOf } from './source.ts';
import { standJson, type Wanted } from './stands.ts';
import { isOverdue, viewsOf } from './views.ts';

/** No page: whoever looks at a holder sees all that they hold. */
const EVERYTHING: Wanted = {
  caseId: null,
  holderId: null,
  status: null,
  after: null,
  limit: Number.MAX_SAFE_INTEGER,
  order: 'asc',
};

/** Holders by name, each with how much they hold. */
export function listHolders(source: Source, args: QueryArgs<'holder.list'>): Result<Page<HolderRow>> {
  const { text, active, limit } = args;
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;
  const moment = momentOf(source, args);
  const matching = holdersAt(source, moment).filter(
    (one) =>
      (active === undefined || one.active === active) &&
      matchesText(text, [one.name, one.reference, one.organisation, one.contact]),
  );
  const page = pageFrom(matching, args, cursor.value?.[0], ({ nameKey }) => nameKey);
  const json = (one: HolderThen): HolderRow => rowJson(one, holdingOf(source, one.holderId, moment), moment);
  return accept(pageOf(page, limit, ({ nameKey }) => [nameKey], json, matching.length));
}

interface Holding {
  readonly holding: number;
  readonly overdue: number;
}

/** How many assets a holder has, and how many of them past their date. */
function holdingOf(source: Source, holderId: string, moment: Moment): Holding {
  const now = timeOf(source, moment);
  if (moment.known !== null) {
    const stands = standsAt(source, { ...EVERYTHING, holderId }, moment);
    return { holding: stands.length, overdue: stands.filter((stand) => isOverdue(stand, now)).length };
  }
  const none: Holding = { holding: 0, overdue: 0 };
  const counts = 'SELECT count(*) AS holding, coalesce(sum(due_at < ?), 0) AS overdue';
  return isNow(moment)
    ? (source.read.get<Holding>(`${counts} FROM assets WHERE holder_id = ?`, now, holderId) ?? none)
    : (source.read.get<Holding>(
        `${counts} FROM custody_spans WHERE holder_id = ? AND from_at <= ? AND to_at > ?`,
        now,
        holderId,
        moment.at,
        moment.at,
      ) ?? none);
}

function rowJson(one: HolderThen, { holding, overdue }: Holding, { at }: Moment): HolderRow {
  const { holderId, name, reference, organisation, contact, active, correctedFrom, version } = one;
  const corrected = correctedFrom !== null && correctedFrom <= at;
  return { holderId, name, reference, organisation, contact, active, corrected, version, holding, overdue };
}

/** A holder and what they hold, at a moment. */
export function getHolder(source: Source, args: QueryArgs<'holder.get'>): Result<HolderAnswer> {
  const moment = momentOf(source, args);
  const names = openNames(source, moment);
  const found = names.findHolder(args.name, 'name');
  if (!found.ok) return found;
  const one = holderAt(source, found.value, moment);
  if (!one) return refuse('NOT_FOUND', { entity: 'holder', field: 'name', holder: args.name, notYet: true });
  const stands = standsAt(source, { ...EVERYTHING, holderId: one.holderId }, moment);
  const ids = stands.map(({ assetId }) => assetId);
  const views = viewsOf(source, ids, moment);
  const now = timeOf(source, moment);
  const overdue = views.filter((view) => isOverdue(view, now)).length;
  return accept({
    ...rowJson(one, { holding: views.length, overdue }, moment),
    addedAt: formatInstant(one.addedAt),
    assets: views.map((view) => ({ ...standJson(view, names, moment.at), model: view.model, serial: view.serial })),
  });
}

/** Everything that passed through a holder's hands, oldest first. */
export function holderHistory(source: Source, args: QueryArgs<'holder.history'>): Result<Page<SpanRow>> {
  const { limit, order } = args;
  const holderId = source.lookups.holder(args.name);
  if (holderId === null) return refuse('NOT_FOUND', { entity: 'holder', field: 'name', holder: args.name });
  const cursor = decodeCursor(timedKey, args.cursor);
  if (!cursor.ok) return cursor;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const rows = source.read.all<StayRow & { readonly assetId: string }>(
    `SELECT ${stayColumns}, s.asset_id AS assetId FROM custody_spans s
     WHERE s.holder_id = ?${cursor.value ? ` AND (s.from_at, s.asset_id) ${ahead} (?, ?)` : ''}
     ORDER BY s.from_at ${direction}, s.asset_id ${direction} LIMIT ?`,
    holderId,
    ...(cursor.value ?? []),
    limit + 1,
  );
  return accept(pageOf(rows, limit, ({ fromAt, assetId }) => [fromAt, assetId], stayJson));
}
