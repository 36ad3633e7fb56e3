import type { CaseAnswer, CaseCounts, CaseRow, Page, SlotRow } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { formatInstant } from '../../../shared/time.ts';
import { type CaseThen, caseAt, casesAt, pageOfCasesNow } from './casesAt.ts';
import { matchesText } from './filters.ts';
import { openNames } from './names.ts';
import { decodeCursor, pageFrom, pageOf, textKey } from './page.ts';
import { settingsAt } from './settingsAt.ts';
import { isNow, type Moment, momentOf, type Source, timeOf } from './source.ts';
import { standJson } from './stands.ts';
import { type Tally, talliesThen } from './talliesThen.ts';
import { type AssetView, isAtHome, isOverdue, viewsAround } from './views.ts';

/** Cases by code, each with its counts and whether it can be shipped. */
export function listCases(source: Source, args: QueryArgs<'case.list'>): Result<Page<CaseRow>> {
  const { text, retired, limit } = args;
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;
  const moment = momentOf(source, args);
  const after = cursor.value?.[0];
  const { page, total } =
    isNow(moment) && text === undefined
      ? pageOfCasesNow(source, args, after, retired)
      : pageOfMatching(source, args, moment, after);
  const { sealRequired } = settingsAt(source, moment);
  const now = timeOf(source, moment);
  const tallyOf = ({ caseId }: CaseThen): Tally =>
    isNow(moment) ? tallyNow(source, caseId, now) : talliesThen(source, moment).case(caseId);
  const json = (one: CaseThen): CaseRow => rowJson(one, countsOf(one, tallyOf(one), sealRequired), moment);
  return accept(pageOf(page, limit, ({ codeKey }) => [codeKey], json, total));
}

function pageOfMatching(
  source: Source,
  args: QueryArgs<'case.list'>,
  moment: Moment,
  after: string | undefined,
): ReturnType<typeof pageOfCasesNow> {
  const { text, retired } = args;
  const matching = casesAt(source, moment).filter(
    (one) => (retired === undefined || one.retired === retired) && matchesText(text, [one.code, one.name, one.place]),
  );
  return { page: pageFrom(matching, args, after, ({ codeKey }) => codeKey), total: matching.length };
}

/** One case with every slot, what is in it and what belongs there. */
export function getCase(source: Source, args: QueryArgs<'case.get'>): Result<CaseAnswer> {
  const moment = momentOf(source, args);
  const names = openNames(source, moment);
  const found = names.findCase(args.code);
  if (!found.ok) return found;
  const one = caseAt(source, found.value, moment);
  if (!one) return refuse('NOT_FOUND', { entity: 'case', field: 'code', case: args.code, notYet: true });
  const views = viewsAround(source, one.caseId, moment);
  const now = timeOf(source, moment);
  const { lastCheck, sealedAt } = one;

  const slotRow = (slot: number): SlotRow => {
    const occupant = views.find((view) => view.caseId === one.caseId && view.slot === slot) ?? null;
    const homeAsset = homeAssetOf(views, one.caseId, slot);
    return {
      slot,
      label: one.labels[String(slot)] ?? null,
      state: stateOf(occupant, homeAsset),
      overdue: homeAsset !== null && isOverdue(homeAsset, now),
      occupant: occupant && {
        tag: occupant.tag,
        model: occupant.model,
        serial: occupant.serial,
        home: names.home(occupant.homeCaseId, occupant.homeSlot),
        condition: occupant.condition,
        since: formatInstant(occupant.since),
        openedBy: occupant.openedBy,
        corrected: standJson(occupant, names, moment.at).corrected,
      },
      homeAsset: homeAsset && {
        ...standJson(homeAsset, names, moment.at),
        model: homeAsset.model,
        openedBy: homeAsset.openedBy,
      },
    };
  };

  return accept({
    ...rowJson(one, countsOf(one, tally(one.caseId, views, now), settingsAt(source, moment).sealRequired), moment),
    addedAt: formatInstant(one.addedAt),
    sealedAt: sealedAt === null ? null : formatInstant(sealedAt),
    sealedBy: one.sealedBy,
    lastCheck: lastCheck && { ...lastCheck, at: formatInstant(lastCheck.at) },
    rows: Array.from({ length: one.slots }, (_, i) => slotRow(i + 1)),
  });
}

/** Of several assets that belong in one slot, the one that says most about it: there, out, lost, elsewhere. */
function homeAssetOf(views: readonly AssetView[], caseId: string, slot: number): AssetView | null {
  const own = views.filter((view) => belongsTo(view, caseId) && view.homeSlot === slot);
  const rank = (view: AssetView) =>
    isAtHome(view) ? 0 : view.status === 'holder' ? 1 : view.status === 'lost' ? 2 : 3;
  return own.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

const belongsTo = (view: AssetView, caseId: string): boolean => view.homeCaseId === caseId && view.status !== 'retired';

function stateOf(occupant: AssetView | null, homeAsset: AssetView | null): SlotRow['state'] {
  if (occupant) return isAtHome(occupant) ? 'in_place' : 'wrong_home';
  if (!homeAsset) return 'empty';
  if (homeAsset.status === 'holder') return 'out';
  return homeAsset.status === 'lost' ? 'lost' : 'elsewhere';
}

function tally(caseId: string, views: readonly AssetView[], now: number): Tally {
  const own = views.filter((view) => belongsTo(view, caseId));
  const inside = views.filter((view) => view.caseId === caseId);
  return {
    home: own.length,
    inPlace: own.filter(isAtHome).length,
    out: own.filter(({ status }) => status === 'holder').length,
    overdue: own.filter((view) => isOverdue(view, now)).length,
    lost: own.filter(({ status }) => status === 'lost').length,
    inside: inside.length,
    wrongHome: inside.filter((view) => !isAtHome(view)).length,
  };
}

/** The same of now, counted by SQLite: the board asks for all cases at once. */
function tallyNow({ read }: Source, caseId: string, now: number): Tally {
  const own = read.get<Omit<Tally, 'inside' | 'wrongHome'>>(
    `SELECT count(*) AS home, coalesce(sum(case_id IS home_case_id AND slot_no IS home_slot_no), 0) AS inPlace,
       coalesce(sum(status = 'holder'), 0) AS out, coalesce(sum(due_at < ?), 0) AS overdue,
       coalesce(sum(status = 'lost'), 0) AS lost
     FROM assets WHERE home_case_id = ? AND status <> 'retired'`,
    now,
    caseId,
  );
  const inside = read.get<Pick<Tally, 'inside' | 'wrongHome'>>(
    `SELECT count(*) AS inside, coalesce(sum(case_id IS NOT home_case_id OR slot_no IS NOT home_slot_no), 0) AS wrongHome
     FROM assets WHERE case_id = ?`,
    caseId,
  );
  if (!own || !inside) throw new Error('a count without a row');
  return { ...own, ...inside };
}

function countsOf(
  { slots, seal, retired }: CaseThen,
  { home, inPlace, out, overdue, lost, inside, wrongHome }: Tally,
  sealRequired: boolean,
): CaseCounts {
  const readyToShip = !retired && home > 0 && inPlace === home && (seal !== null || !sealRequired);
  return { slots, home, inPlace, out, overdue, lost, empty: slots - inside, wrongHome, readyToShip };
}

function rowJson(one: CaseThen, counts: CaseCounts, { at }: Moment): CaseRow {
  const { caseId, code, name, place, seal, retired, correctedFrom, version } = one;
  const corrected = correctedFrom !== null && correctedFrom <= at;
  return { caseId, code, name, place, seal, retired, ...counts, corrected, version };
}
