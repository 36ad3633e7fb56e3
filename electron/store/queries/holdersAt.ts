import { foldHolder, type HolderState } from '../../../shared/holder/holderHistory.ts';
import { nameKey } from '../../../shared/text.ts';
import { compareText, type PageArgs } from './page.ts';
import { pageNow } from './pageNow.ts';
import { isNow, knownSeq, type Moment, type Source } from './source.ts';
import { supersededSince } from './superseded.ts';

/** A holder as they were and were known at a moment. */
export interface HolderThen {
  readonly holderId: string;
  readonly nameKey: string;
  readonly name: string;
  readonly reference: string | null;
  readonly organisation: string | null;
  readonly contact: string | null;
  readonly active: boolean;
  readonly addedAt: number;
  readonly correctedFrom: number | null;
  readonly version: number;
}

type Row = Omit<HolderThen, 'active'> & { readonly active: number };

const SELECT = `SELECT holder_id AS holderId, name_key AS nameKey, name, reference, organisation, contact, active,
  added_at AS addedAt, corrected_from AS correctedFrom, version FROM holders`;

const TABLE = { select: SELECT, table: 'holders', key: 'name_key' };

/** A page of the holders of now, and how many there are; see `pageNow`. */
export function pageOfHoldersNow(
  { read }: Pick<Source, 'read'>,
  args: PageArgs,
  after: string | undefined,
  active: boolean | undefined,
): { readonly page: readonly HolderThen[]; readonly total: number } {
  const meant = active === undefined ? [] : [{ sql: 'active = ?', values: [active ? 1 : 0] }];
  const { rows, total } = pageNow<Row>(read, TABLE, meant, args, after);
  return { page: rows.map(holderNow), total };
}

/** Every holder that was there at the moment, by name. */
export function holdersAt(source: Source, moment: Moment): readonly HolderThen[] {
  const rows = source.read.all<Row>(`${SELECT} ORDER BY name_key`);
  if (isNow(moment)) return rows.map(holderNow);
  const gone = moment.known === null ? [] : supersededSince(source.read, 'holder', moment.known.seq);
  const here = new Set(rows.map(({ holderId }) => holderId));
  const voided = gone.filter((id) => !here.has(id));
  return [
    ...rows.flatMap((row) =>
      row.version <= moment.settled ? [holderNow(row)] : holderThen(source, row.holderId, moment),
    ),
    ...voided.flatMap((id) => holderThen(source, id, moment)),
  ].sort((a, b) => compareText(a.nameKey, b.nameKey));
}

/** One holder; null: not there. */
export function holderAt(source: Source, holderId: string, moment: Moment): HolderThen | null {
  const row = source.read.get<Row>(`${SELECT} WHERE holder_id = ?`, holderId);
  if (row && row.version <= moment.settled) return holderNow(row);
  return holderThen(source, holderId, moment)[0] ?? null;
}

const holderNow = (row: Row): HolderThen => ({ ...row, active: row.active === 1 });

function holderThen({ history }: Source, holderId: string, moment: Moment): readonly HolderThen[] {
  const { entries, version, correctedFrom } = history.stream(holderId, knownSeq(moment));
  const then = entries.filter(({ point }) => point.at <= moment.at);
  const { state } = foldHolder(holderId, then);
  if (!state.exists) return [];
  return [{ holderId, ...fieldsOf(state), addedAt: then[0]?.point.at ?? 0, correctedFrom, version }];
}

function fieldsOf({ name, reference, organisation, contact, active }: HolderState & { readonly exists: true }) {
  return { nameKey: nameKey(name), name, reference, organisation, contact, active };
}
