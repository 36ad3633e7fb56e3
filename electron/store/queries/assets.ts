import type { AssetAnswer } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { assetAt } from '../../../shared/decide/common.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { tagKey } from '../../../shared/text.ts';
import { formatInstant } from '../../../shared/time.ts';
import { openNames } from './names.ts';
import { knownSeq, type Moment, momentOf, NOW, type Source } from './source.ts';
import { standJson, standOf } from './stands.ts';
import { ofCodes, supersededSince } from './superseded.ts';

/** An asset by tag, barcode or id, as its codes were known at the moment. */
export function findAsset(source: Source, code: string, moment: Moment = NOW, field = 'tag'): Result<string> {
  const { history, lookups, read } = source;
  const current = lookups.asset(code);
  const refused = refuse('NOT_FOUND', { entity: 'asset', field, tag: code });
  if (moment.known === null) return current === null ? refused : accept(current);
  const { seq } = moment.known;
  const key = tagKey(code);
  const isCoded = (id: string): boolean => {
    const { entries } = history.stream(id, seq);
    if (id === code) return entries.length > 0;
    return entries.some(({ data }) =>
      [data.tag, data.barcode].some((one) => typeof one === 'string' && tagKey(one) === key),
    );
  };
  if (current !== null && isCoded(current)) return accept(current);
  const then = supersededSince(read, 'asset', seq, ofCodes).find(isCoded);
  return then === undefined ? refused : accept(then);
}

/** Everything about one asset at a moment. */
export function getAsset(source: Source, args: QueryArgs<'asset.get'>): Result<AssetAnswer> {
  const moment = momentOf(source, args);
  const found = findAsset(source, args.tag, moment);
  if (!found.ok) return found;
  const assetId = found.value;
  const stream = source.history.stream(assetId, knownSeq(moment));
  const asset = assetAt(stream.entries, moment.at);
  const stand = standOf(assetId, asset, stream);
  if (!asset.exists || !stand)
    return refuse('NOT_FOUND', { entity: 'asset', field: 'tag', tag: args.tag, notYet: true });
  const names = openNames(source, moment);
  const { place, home, details, condition, openedBy } = asset;
  const box = place.kind === 'slot' ? names.case(place.caseId) : null;
  return accept({
    assetId,
    ...standJson(stand, names, moment.at),
    ...details,
    condition,
    home: names.home(home?.caseId ?? null, home?.slot ?? null),
    slotLabel: place.kind === 'slot' ? (box?.labels[String(place.slot)] ?? null) : null,
    place: box?.place ?? null,
    openedBy,
    addedAt: formatInstant(stream.entries[0]?.point.at ?? stand.since),
    version: stream.version,
  });
}
