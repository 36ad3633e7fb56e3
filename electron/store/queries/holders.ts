import type { HolderAnswer, HolderRow, Page, SpanRow } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { formatInstant } from '../../../shared/time.ts';
import { standsAt } from './custody.ts';
import { matchesText } from './filters.ts';
import { type HolderThen, holderAt, holdersAt, pageOfHoldersNow } from './holdersAt.ts';
import { type Names, openNames } from './names.ts';
import { compareText, decodeCursor, pageFrom, pageOf, textKey, timedKey } from './page.ts';
import { isNow, knownSeq, type Moment, momentOf, type Source, timeOf } from './source.ts';
import { standJson, type Wanted } from './stands.ts';
import { type StayRow, stayColumns, stayJson } from './stays.ts';
import { staysKnown } from './staysKnown.ts';
import { supersededSince, toHolder } from './superseded.ts';
import { type Holding, talliesThen } from './talliesThen.ts';
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
  const after = cursor.value?.[0];
  const { page, total } =
    isNow(moment) && text === undefined
      ? pageOfHoldersNow(source, args, after, active)
      : pageOfMatching(source, args, moment, after);
  const json = (one: HolderThen): HolderRow => rowJson(one, holdingOf(source, one.holderId, moment), moment);
  return accept(pageOf(page, limit, ({ nameKey }) => [nameKey], json, total));
}

function pageOfMatching(
  source: Source,
  args: QueryArgs<'holder.list'>,
  moment: Moment,
  after: string | undefined,
): ReturnType<typeof pageOfHoldersNow> {
  const { text, active } = args;
  const matching = holdersAt(source, moment).filter(
    (one) =>
      (active === undefined || one.active === active) &&
      matchesText(text, [one.name, one.reference, one.organisation, one.contact]),
  );
  return { page: pageFrom(matching, args, after, ({ nameKey }) => nameKey), total: matching.length };
}

/** How many assets a holder has, and how many of them past their date. */
function holdingOf(source: Source, holderId: string, moment: Moment): Holding {
  const now = timeOf(source, moment);
  if (moment.known !== null) return talliesThen(source, moment).holder(holderId);
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
    assets: views.map((view) => ({
      ...standJson(view, names, moment.at),
      model: view.model,
      serial: view.serial,
      openedBy: view.openedBy,
    })),
  });
}

/** Everything that passed through a holder's hands, oldest first. */
export function holderHistory(source: Source, args: QueryArgs<'holder.history'>): Result<Page<SpanRow>> {
  const { limit, order } = args;
  const moment = momentOf(source, args);
  const names = openNames(source, moment);
  const found = names.findHolder(args.name, 'name');
  if (!found.ok) return found;
  const holderId = found.value;
  const cursor = decodeCursor(timedKey, args.cursor);
  if (!cursor.ok) return cursor;
  const json = (row: StayRow): SpanRow => stayJson(row, moment.at);
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  if (moment.known) {
    const stays = knownStays(source, names, holderId, moment);
    const after = cursor.value;
    const sign = order === 'asc' ? 1 : -1;
    const compare = (a: Key, b: Key) => (a[0] - b[0] || compareText(a[1], b[1])) * sign;
    const keyOf = ({ fromAt, assetId }: HeldStay): Key => [fromAt, assetId];
    const following = stays
      .filter((stay) => after === null || compare(keyOf(stay), after) > 0)
      .sort((a, b) => compare(keyOf(a), keyOf(b)));
    return accept(pageOf(following.slice(0, limit + 1), limit, keyOf, json));
  }
  const rows = source.read.all<HeldStay>(
    `SELECT ${stayColumns}, s.asset_id AS assetId FROM custody_spans s
     WHERE s.holder_id = ? AND s.from_at <= ?${cursor.value ? ` AND (s.from_at, s.asset_id) ${ahead} (?, ?)` : ''}
     ORDER BY s.from_at ${direction}, s.asset_id ${direction} LIMIT ?`,
    holderId,
    moment.at,
    ...(cursor.value ?? []),
    limit + 1,
  );
  return accept(pageOf(rows, limit, ({ fromAt, assetId }) => [fromAt, assetId], json));
}

type Key = readonly [fromAt: number, assetId: string];
type HeldStay = StayRow & { readonly assetId: string };

/** Of every asset that ever came to the holder, by an event that holds or by one that was superseded since. */
function knownStays(source: Source, names: Names, holderId: string, moment: Moment): readonly HeldStay[] {
  const { read } = source;
  const held = read.all<{ assetId: string }>(
    `SELECT asset_id AS assetId FROM custody_spans WHERE holder_id = ?
     UNION SELECT asset_id FROM custody_moments WHERE holder_id = ?`,
    holderId,
    holderId,
  );
  const corrected = supersededSince(read, 'asset', knownSeq(moment), toHolder(holderId));
  return [...new Set([...held.map(({ assetId }) => assetId), ...corrected])].flatMap((assetId) =>
    staysKnown(source, names, assetId, moment)
      .filter((stay) => stay.holderId === holderId)
      .map((stay) => ({ ...stay, assetId })),
  );
}
