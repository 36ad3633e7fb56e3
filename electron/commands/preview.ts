import type { AssetHistory } from '../../shared/custody/asset.ts';
import { type CustodyJson, custodyJson, type Place } from '../../shared/custody/place.ts';
import { custodyNow } from '../../shared/decide/common.ts';
import { eventJson, type StoredEvent } from '../../shared/event.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { formatInstant } from '../../shared/time.ts';
import { type CommandResult, refused } from './commandResult.ts';
import type { Unit } from './unit.ts';

/** Custody and spans of the assets that a command touches, as a preview shows them. */
interface PreviewSide {
  readonly custody: readonly Readonly<Record<string, unknown>>[];
  readonly spans: readonly Readonly<Record<string, unknown>>[];
}

/**
 * What a command that is only tried answers: its events, all that is wrong, and custody before and after.
 *
 * @param others  ids of assets that other commands of the unit touch, and this one does not
 */
export function tried(
  events: readonly StoredEvent[],
  wrong: readonly Refusal[],
  unit: Unit | null,
  others?: ReadonlySet<string>,
): CommandResult {
  const assets = unit?.assetsBeforeAndAfter(others) ?? [];
  const place = (one: Place): CustodyJson =>
    unit
      ? custodyNow(
          { holderEntries: (id) => unit.entries('holder', id), caseEntries: (id) => unit.entries('case', id) },
          one,
        )
      : custodyJson(one);
  const shown = {
    events: events.map(eventJson),
    errors: wrong.map((refusal) => refused(refusal).error),
    before: previewSide(
      assets.map(({ before }) => before),
      place,
    ),
    after: previewSide(
      assets.map(({ after }) => after),
      place,
    ),
  };
  const [first] = wrong;
  return first ? { ...refused(first), ...shown } : { ok: true, ...shown };
}

/** A malformed command names every field that is wrong; a preview lists them one by one. */
export function eachOf({ code, details }: Refusal): readonly Refusal[] {
  return Array.isArray(details.all) ? details.all.map((one) => ({ code, details: one })) : [{ code, details }];
}

function previewSide(histories: readonly AssetHistory[], custodyOf: (place: Place) => CustodyJson): PreviewSide {
  return {
    custody: histories.flatMap(({ asset }) =>
      asset.exists
        ? [
            {
              tag: asset.details.tag,
              ...custodyOf(asset.place),
              since: formatInstant(asset.since.at),
              dueAt: asset.dueAt,
              home: asset.home ? { case: asset.home.case, slot: asset.home.slot } : null,
            },
          ]
        : [],
    ),
    spans: histories.flatMap(({ asset, stays }) =>
      stays
        .filter((stay) => stay.to === null || stay.to.at > stay.from.at)
        .map((stay) => ({
          tag: asset.exists ? asset.details.tag : null,
          ...custodyOf(stay.place),
          from: formatInstant(stay.from.at),
          to: stay.to ? formatInstant(stay.to.at) : null,
          gap: stay.gap,
          openedBy: stay.openedBy,
          closedBy: stay.closedBy,
        })),
    ),
  };
}
