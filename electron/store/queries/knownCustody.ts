import { assetsThen, lastMoment } from './assetsThen.ts';
import { compareText } from './page.ts';
import type { Moment, Source } from './source.ts';
import { type Stand, standColumns, standKnown, standNow, type Wanted } from './stands.ts';
import { ofCase, supersededSince, toHolder } from './superseded.ts';

type KnownMoment = Moment & { readonly known: NonNullable<Moment['known']> };

/**
 * Stands as they were believed. An asset that nothing was recorded about since stands as the projection says; one of
 * which nothing was ever corrected stands where the last event known then brought it; every other is folded from the
 * log as far as it was known.
 */
export function knownStands(source: Source, wanted: Wanted, moment: KnownMoment): readonly Stand[] {
  return wanted.caseId === null && wanted.holderId === null
    ? everywhere(source, wanted, moment)
    : somewhere(source, wanted, moment);
}

interface Listed {
  readonly assetId: string;
  readonly tag: string;
  readonly tagKey: string;
  readonly version: number;
  readonly correctedFrom: number | null;
}

const LISTED = 'asset_id AS assetId, tag, tag_key AS tagKey, version, corrected_from AS correctedFrom';

/** All assets by tag. Where one place or another is looked for, most are passed over: SQLite does that. */
function everywhere(source: Source, wanted: Wanted, moment: KnownMoment): readonly Stand[] {
  const { after, order, limit, status } = wanted;
  const { first, tables, params } = assetsThen(source, moment);
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const conditions = [
    ...(after === null ? [] : [{ sql: `a.tag_key ${ahead} ?`, value: after }]),
    ...(status === null ? [] : [{ sql: 'a.status = ?', value: status }]),
  ];
  const arms = tables({ facts: false, places: true }).map(
    (table) => `SELECT * FROM (SELECT ${standColumns} FROM ${table} a
      WHERE ${conditions.map(({ sql }) => sql).join(' AND ') || '1'} ORDER BY a.tag_key ${direction} LIMIT ?)`,
  );
  const values = conditions.map(({ value }) => value);
  return source.read
    .all<Stand>(
      `WITH ${first.join(', ')} ${arms.join(' UNION ALL ')} ORDER BY tagKey ${direction} LIMIT ?`,
      ...params,
      ...arms.flatMap(() => [...values, limit]),
      limit,
    )
    .map((stand) => ({ ...stand, correctedFrom: correctedBy(stand, moment) }));
}

/** What was corrected later of a later time is no correction of then. */
const correctedBy = ({ correctedFrom }: Stand, moment: KnownMoment): number | null =>
  correctedFrom !== null && correctedFrom <= lastMoment(moment) ? correctedFrom : null;

/**
 * Assets in one case or with one holder. Whatever was there by an event that still holds has a stay there in the
 * projection; whatever was there by one that does not is among the superseded.
 */
function somewhere(source: Source, wanted: Wanted, moment: KnownMoment): readonly Stand[] {
  const { caseId, holderId, after, order, limit } = wanted;
  const { read } = source;
  const [column, value] = caseId === null ? ['holder_id', holderId] : ['case_id', caseId];
  const stayed = read.all<{ assetId: string }>(
    `SELECT asset_id AS assetId FROM custody_spans WHERE ${column} = ? AND from_at <= ?
     UNION SELECT asset_id FROM custody_moments WHERE ${column} = ? AND at <= ?`,
    value,
    lastMoment(moment),
    value,
    lastMoment(moment),
  );
  const only = caseId === null ? toHolder(holderId ?? '') : ofCase(caseId);
  const ids = new Set([
    ...stayed.map(({ assetId }) => assetId),
    ...supersededSince(read, 'asset', moment.known.seq, only),
  ]);
  const ahead = order === 'asc' ? compareText : (a: string, b: string) => compareText(b, a);
  return [...ids]
    .flatMap((id) => {
      const asset = read.get<Listed>(`SELECT ${LISTED} FROM assets WHERE asset_id = ?`, id);
      return matching(asset ? standThen(source, asset, moment) : standKnown(source, id, moment), wanted);
    })
    .filter(({ tagKey }) => after === null || ahead(tagKey, after) > 0)
    .sort((a, b) => ahead(a.tagKey, b.tagKey))
    .slice(0, limit);
}

function standThen(source: Source, asset: Listed, moment: KnownMoment): Stand | null {
  if (asset.version <= moment.known.seq) return standNow(source, asset.assetId, moment.at);
  return asset.correctedFrom === null ? standBefore(source, asset, moment) : standKnown(source, asset.assetId, moment);
}

type Stay = Pick<Stand, 'status' | 'caseId' | 'slot' | 'holderId' | 'since' | 'dueAt' | 'openedBy'>;

/**
 * An asset that was never corrected: every event that ever moved it opens a stay, or a moment where the next one came
 * at once. The last of those that were known then tells where it was; later ones, backdated or not, are passed over.
 */
function standBefore({ read }: Source, { assetId, tag, tagKey }: Listed, moment: KnownMoment): Stand | null {
  const of = (table: string, from: string) =>
    `SELECT * FROM (SELECT s.status, s.case_id AS caseId, s.slot_no AS slot, s.holder_id AS holderId, s.${from} AS since,
       s.due_at AS dueAt, s.opened_by AS openedBy, s.from_hlc, s.from_device
     FROM ${table} s CROSS JOIN events e ON e.event_id = s.opened_by
     WHERE s.asset_id = ? AND s.${from} <= ? AND e.seq <= ?
     ORDER BY s.${from} DESC, s.from_hlc DESC, s.from_device DESC LIMIT 1)`;
  const params = [assetId, lastMoment(moment), moment.known.seq];
  const stay = read.get<Stay>(
    `${of('custody_spans', 'from_at')} UNION ALL ${of('custody_moments', 'at')}
     ORDER BY since DESC, from_hlc DESC, from_device DESC LIMIT 1`,
    ...params,
    ...params,
  );
  if (!stay) return null;
  const { status, caseId, slot, holderId, since, dueAt, openedBy } = stay;
  return { assetId, tag, tagKey, status, caseId, slot, holderId, since, dueAt, openedBy, correctedFrom: null };
}

function matching(stand: Stand | null, { caseId, holderId, status }: Wanted): readonly Stand[] {
  if (
    stand === null ||
    (caseId !== null && stand.caseId !== caseId) ||
    (holderId !== null && stand.holderId !== holderId) ||
    (status !== null && stand.status !== status)
  ) {
    return [];
  }
  return [stand];
}
