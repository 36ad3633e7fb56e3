import { assetsThen, lastMoment } from './assetsThen.ts';
import { knownSeq, type Moment, type Source, timeOf } from './source.ts';

/** What can be counted of a case's assets: those that belong there, retired ones left out, and those that are in it. */
export interface Tally {
  readonly home: number;
  readonly inPlace: number;
  readonly out: number;
  readonly overdue: number;
  readonly lost: number;
  readonly inside: number;
  readonly wrongHome: number;
}

/** How many assets a holder has, and how many of them past their date. */
export interface Holding {
  readonly holding: number;
  readonly overdue: number;
}

export interface TalliesThen {
  case(caseId: string): Tally;
  holder(holderId: string): Holding;
}

const NO_HOME = { home: 0, inPlace: 0, out: 0, overdue: 0, lost: 0 };
const NOTHING_INSIDE = { inside: 0, wrongHome: 0 };
const NONE: Holding = { holding: 0, overdue: 0 };

/** The moment asked about last, by store: a board asks for its pages one after the other. */
const last = new WeakMap<Source['read'], { readonly of: string; readonly tallies: TalliesThen }>();

/**
 * What every case and every holder had at a moment of the past, as it was known: all assets are walked once, instead of
 * those of each case and holder by themselves.
 */
export function talliesThen(source: Source, moment: Moment): TalliesThen {
  const of = [lastMoment(moment), timeOf(source, moment), knownSeq(moment), source.log.lastSeq()].join(' ');
  const known = last.get(source.read);
  if (known?.of === of) return known.tallies;
  const tallies = count(source, moment);
  last.set(source.read, { of, tallies });
  return tallies;
}

function count(source: Source, moment: Moment): TalliesThen {
  const { first, tables, params } = assetsThen(source, moment);
  const now = timeOf(source, moment);
  const everything = tables({ facts: true, places: true }).map(
    (table) => `SELECT status, case_id, slot_no, holder_id, due_at, home_case_id, home_slot_no FROM ${table}`,
  );
  const all = `WITH ${[...first, `every AS MATERIALIZED (${everything.join(' UNION ALL ')})`].join(', ')}`;
  const by = <R extends { readonly id: string }>(sql: string, ...values: readonly number[]): ReadonlyMap<string, R> =>
    new Map(source.read.all<R>(`${all} ${sql}`, ...params, ...values).map((row) => [row.id, row]));
  const own = by<{ id: string } & Omit<Tally, 'inside' | 'wrongHome'>>(
    `SELECT home_case_id AS id, count(*) AS home, sum(case_id IS home_case_id AND slot_no IS home_slot_no) AS inPlace,
       sum(status = 'holder') AS out, sum(status = 'holder' AND due_at IS NOT NULL AND due_at < ?) AS overdue,
       sum(status = 'lost') AS lost
     FROM every WHERE home_case_id IS NOT NULL AND status <> 'retired' GROUP BY home_case_id`,
    now,
  );
  const inside = by<{ id: string } & Pick<Tally, 'inside' | 'wrongHome'>>(
    `SELECT case_id AS id, count(*) AS inside,
       sum(case_id IS NOT home_case_id OR slot_no IS NOT home_slot_no) AS wrongHome
     FROM every WHERE case_id IS NOT NULL GROUP BY case_id`,
  );
  const held = by<{ id: string } & Holding>(
    `SELECT holder_id AS id, count(*) AS holding, sum(due_at IS NOT NULL AND due_at < ?) AS overdue
     FROM every WHERE status = 'holder' GROUP BY holder_id`,
    now,
  );
  return {
    case: (caseId) => ({ ...(own.get(caseId) ?? NO_HOME), ...(inside.get(caseId) ?? NOTHING_INSIDE) }),
    holder: (holderId) => held.get(holderId) ?? NONE,
  };
}
