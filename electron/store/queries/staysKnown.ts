import { foldAsset, type Stay } from '../../../shared/custody/asset.ts';
import { FOREVER } from '../../../shared/time.ts';
import { placeColumns } from '../projections/custodySpans.ts';
import type { Names } from './names.ts';
import { knownSeq, type Moment, type Source } from './source.ts';
import type { StayRow } from './stays.ts';

interface KnownStay extends StayRow {
  readonly caseId: string | null;
  readonly holderId: string | null;
}

/** An asset's stays up to a moment as they were known then, folded from the log, oldest first. */
export function staysKnown(source: Source, names: Names, assetId: string, moment: Moment): readonly KnownStay[] {
  const { entries } = source.history.stream(assetId, knownSeq(moment));
  const { asset, stays } = foldAsset(
    assetId,
    entries.filter(({ point }) => point.at <= moment.at),
  );
  if (!asset.exists) return [];
  const { tag } = asset.details;
  // What lasted for no time was so at no moment.
  return stays.filter(({ from, to }) => to === null || from.at < to.at).map((stay) => rowOf(stay, tag, names));
}

function rowOf({ from, to, place, dueAt, gap, openedBy, closedBy }: Stay, tag: string, names: Names): KnownStay {
  const { status, caseId, slotNo, holderId } = placeColumns(place);
  return {
    tag,
    fromAt: from.at,
    toAt: to?.at ?? FOREVER,
    status,
    code: caseId === null ? null : names.case(caseId).code,
    slot: slotNo,
    caseId,
    holderId,
    holder: holderId === null ? null : names.holder(holderId),
    dueAt: dueAt === null ? null : Date.parse(dueAt),
    gap: gap ? 1 : 0,
    openedBy,
    closedBy,
  };
}
