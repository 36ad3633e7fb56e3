import type { AssetHistory } from '../../shared/custody/asset.ts';
import { custodyJson } from '../../shared/custody/place.ts';
import { formatInstant } from '../../shared/time.ts';

/** Custody and spans of the assets that a command touches, as a preview shows them. */
export interface PreviewSide {
  readonly custody: readonly Readonly<Record<string, unknown>>[];
  readonly spans: readonly Readonly<Record<string, unknown>>[];
}

export function previewSide(histories: readonly AssetHistory[]): PreviewSide {
  return {
    custody: histories.flatMap(({ asset }) =>
      asset.exists
        ? [
            {
              tag: asset.details.tag,
              ...custodyJson(asset.place),
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
          ...custodyJson(stay.place),
          from: formatInstant(stay.from.at),
          to: stay.to ? formatInstant(stay.to.at) : null,
          gap: stay.gap,
          openedBy: stay.openedBy,
          closedBy: stay.closedBy,
        })),
    ),
  };
}
