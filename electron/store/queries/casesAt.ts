import { type CaseState, foldCase } from '../../../shared/case/caseHistory.ts';
import { nameKey } from '../../../shared/text.ts';
import { compareText, type PageArgs } from './page.ts';
import { pageNow } from './pageNow.ts';
import { isNow, knownSeq, type Moment, type Source } from './source.ts';
import { supersededSince } from './superseded.ts';

/** A case as it was and was known at a moment. */
export interface CaseThen {
  readonly caseId: string;
  readonly codeKey: string;
  readonly code: string;
  readonly name: string | null;
  readonly place: string | null;
  readonly slots: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly seal: string | null;
  readonly sealedBy: string | null;
  readonly sealedAt: number | null;
  readonly retired: boolean;
  readonly lastCheck: { readonly at: number; readonly missing: number; readonly extra: number } | null;
  readonly addedAt: number;
  readonly correctedFrom: number | null;
  readonly version: number;
}

interface Row {
  readonly caseId: string;
  readonly codeKey: string;
  readonly code: string;
  readonly name: string | null;
  readonly place: string | null;
  readonly slots: number;
  readonly labels: string;
  readonly seal: string | null;
  readonly sealedBy: string | null;
  readonly sealedAt: number | null;
  readonly retired: number;
  readonly checkedAt: number | null;
  readonly checkMissing: number | null;
  readonly checkExtra: number | null;
  readonly addedAt: number;
  readonly correctedFrom: number | null;
  readonly version: number;
}

const SELECT = `SELECT c.case_id AS caseId, c.code_key AS codeKey, c.code, c.name, c.place, c.slots, c.labels, c.seal,
    s.sealed_by AS sealedBy, s.sealed_at AS sealedAt, c.retired, c.checked_at AS checkedAt,
    c.check_missing AS checkMissing, c.check_extra AS checkExtra, c.added_at AS addedAt,
    c.corrected_from AS correctedFrom, c.version
  FROM cases c LEFT JOIN case_seals s ON s.case_id = c.case_id AND s.unsealed_by IS NULL AND c.seal IS NOT NULL`;

const TABLE = { select: SELECT, table: 'cases c', key: 'c.code_key' };

/** Every case that was there at the moment, by code. */
export function casesAt(source: Source, moment: Moment): readonly CaseThen[] {
  const rows = source.read.all<Row>(`${SELECT} ORDER BY c.code_key`);
  if (isNow(moment)) return rows.map(caseNow);
  const gone = moment.known === null ? [] : supersededSince(source.read, 'case', moment.known.seq);
  const here = new Set(rows.map(({ caseId }) => caseId));
  const voided = gone.filter((id) => !here.has(id));
  return [
    ...rows.flatMap((row) => (row.version <= moment.settled ? [caseNow(row)] : caseThen(source, row.caseId, moment))),
    ...voided.flatMap((id) => caseThen(source, id, moment)),
  ].sort((a, b) => compareText(a.codeKey, b.codeKey));
}

/** A page of the cases of now, and how many there are; see `pageNow`. */
export function pageOfCasesNow(
  { read }: Pick<Source, 'read'>,
  args: PageArgs,
  after: string | undefined,
  retired: boolean | undefined,
): { readonly page: readonly CaseThen[]; readonly total: number } {
  const meant = retired === undefined ? [] : [{ sql: 'c.retired = ?', values: [retired ? 1 : 0] }];
  const { rows, total } = pageNow<Row>(read, TABLE, meant, args, after);
  return { page: rows.map(caseNow), total };
}

/** One case; null: it was not there. */
export function caseAt(source: Source, caseId: string, moment: Moment): CaseThen | null {
  const row = source.read.get<Row>(`${SELECT} WHERE c.case_id = ?`, caseId);
  if (row && row.version <= moment.settled) return caseNow(row);
  return caseThen(source, caseId, moment)[0] ?? null;
}

function caseNow({ labels, retired, checkedAt, checkMissing, checkExtra, ...row }: Row): CaseThen {
  const byslot: Readonly<Record<string, string>> = JSON.parse(labels);
  return {
    ...row,
    labels: byslot,
    retired: retired === 1,
    lastCheck: checkedAt === null ? null : { at: checkedAt, missing: checkMissing ?? 0, extra: checkExtra ?? 0 },
  };
}

function caseThen({ history }: Source, caseId: string, moment: Moment): readonly CaseThen[] {
  const { entries, version, correctedFrom } = history.stream(caseId, knownSeq(moment));
  const then = entries.filter(({ point }) => point.at <= moment.at);
  const { state } = foldCase(caseId, then);
  return state.exists ? [{ caseId, ...fieldsOf(state), addedAt: then[0]?.point.at ?? 0, correctedFrom, version }] : [];
}

function fieldsOf({
  code,
  name,
  place,
  slots,
  labels,
  seal,
  retired,
  lastCheck,
}: CaseState & { readonly exists: true }) {
  const sealed = { seal: seal?.number ?? null, sealedBy: seal?.eventId ?? null, sealedAt: seal?.at ?? null };
  return { codeKey: nameKey(code), code, name, place, slots, labels, ...sealed, retired, lastCheck };
}
