import { type Superseded, supersededSince } from './names.ts';
import { compareText } from './page.ts';
import { knownSeq, type Moment, type Source } from './source.ts';
import { type Stand, standKnown, standNow, type Wanted } from './stands.ts';

type KnownMoment = Moment & { readonly known: NonNullable<Moment['known']> };

/** Assets looked at together while looking for those that match. */
const CHUNK = 200;

/**
 * Stands as they were believed: an asset that nothing was recorded about since then stands in the projection, every
 * other is folded from the log as far as it was known.
 */
export function knownStands(source: Source, wanted: Wanted, moment: KnownMoment): readonly Stand[] {
  const superseded = supersededSince(source.read, 'asset', moment.known.seq);
  return wanted.caseId === null && wanted.holderId === null
    ? everywhere(source, wanted, moment, superseded)
    : somewhere(source, wanted, moment, superseded);
}

interface Listed {
  readonly assetId: string;
  readonly tagKey: string;
  readonly version: number;
}

/**
 * All assets by tag. The table has them in that order, but for those whose adding was voided or whose tag was corrected
 * since: they are few, and are merged in at the tag that they had.
 */
function everywhere(
  source: Source,
  wanted: Wanted,
  moment: KnownMoment,
  superseded: readonly Superseded[],
): readonly Stand[] {
  const { after, order, limit } = wanted;
  const ahead = order === 'asc' ? compareText : (a: string, b: string) => compareText(b, a);
  const readded = new Set(superseded.filter(({ type }) => type === 'ASSET_ADDED').map(({ from }) => from));
  const waiting = [...readded]
    .flatMap((id) => matching(standKnown(source, id, moment), wanted))
    .filter(({ tagKey }) => after === null || ahead(tagKey, after) > 0)
    .sort((a, b) => ahead(a.tagKey, b.tagKey));

  const found: Stand[] = [];
  // An asset that was known then was added by then.
  const addedBy = Math.min(moment.at, moment.known.at);
  for (let last = after; found.length < limit; ) {
    const listed = source.read.all<Listed>(
      `SELECT asset_id AS assetId, tag_key AS tagKey, version FROM assets
       WHERE ${last === null ? '1' : `tag_key ${order === 'asc' ? '>' : '<'} ?`} AND added_at <= ?
       ORDER BY tag_key ${order === 'asc' ? 'ASC' : 'DESC'} LIMIT ${Math.min(limit, CHUNK)}`,
      ...(last === null ? [] : [last]),
      addedBy,
    );
    for (const asset of listed) {
      while (waiting[0] && ahead(waiting[0].tagKey, asset.tagKey) < 0) found.push(...waiting.splice(0, 1));
      if (!readded.has(asset.assetId)) found.push(...matching(standThen(source, asset, moment), wanted));
      if (found.length >= limit) break;
    }
    last = listed.at(-1)?.tagKey ?? last;
    if (listed.length === 0) {
      found.push(...waiting);
      break;
    }
  }
  return found.slice(0, limit);
}

/**
 * Assets in one case or with one holder. Whatever was there by an event that still holds has a stay there in the
 * projection; whatever was there by one that does not is among the superseded.
 */
function somewhere(
  source: Source,
  wanted: Wanted,
  moment: KnownMoment,
  superseded: readonly Superseded[],
): readonly Stand[] {
  const { caseId, holderId, after, order, limit } = wanted;
  const [column, value] = caseId === null ? ['holder_id', holderId] : ['case_id', caseId];
  const listed = source.read.all<{ assetId: string }>(
    `SELECT asset_id AS assetId FROM custody_spans WHERE ${column} = ?
     UNION SELECT asset_id FROM custody_moments WHERE ${column} = ?`,
    value,
    value,
  );
  const ids = new Set([...listed.map(({ assetId }) => assetId), ...superseded.map(({ from }) => from)]);
  const version = 'SELECT asset_id AS assetId, tag_key AS tagKey, version FROM assets WHERE asset_id = ?';
  const ahead = order === 'asc' ? compareText : (a: string, b: string) => compareText(b, a);
  return [...ids]
    .flatMap((id) => {
      const asset = source.read.get<Listed>(version, id);
      return matching(asset ? standThen(source, asset, moment) : standKnown(source, id, moment), wanted);
    })
    .filter(({ tagKey }) => after === null || ahead(tagKey, after) > 0)
    .sort((a, b) => ahead(a.tagKey, b.tagKey))
    .slice(0, limit);
}

function standThen(source: Source, { assetId, version }: Listed, moment: KnownMoment): Stand | null {
  return version <= knownSeq(moment) ? standNow(source, assetId, moment.at) : standKnown(source, assetId, moment);
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
