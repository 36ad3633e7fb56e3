import { assetAt, caseCode } from './common.ts';
import type { Look } from './look.ts';

/** An asset that comes back, and the case that it comes back into, if any. */
export interface ComingBack {
  readonly assetId: string;
  readonly homeCaseId: string | null;
  readonly intoCaseId: string | null;
}

/**
 * Of each case that something at home in it comes back to: what it still misses then, and what is in it that is at home
 * elsewhere; by tag.
 */
export function contentsAfter(look: Look, back: readonly ComingBack[]) {
  const into = new Map(back.map(({ assetId, intoCaseId }) => [assetId, intoCaseId]));
  const cases = new Set(back.flatMap(({ homeCaseId }) => homeCaseId ?? []));
  return [...cases].map((caseId) => {
    const missing: string[] = [];
    const extra: string[] = [];
    for (const assetId of look.assetsAround(caseId)) {
      const asset = assetAt(look.assetEntries(assetId), look.occurredAt);
      if (!asset.exists || asset.place.kind === 'retired') continue;
      const now = asset.place.kind === 'slot' ? asset.place.caseId : null;
      const isIn = (into.has(assetId) ? into.get(assetId) : now) === caseId;
      const isHome = asset.home?.caseId === caseId;
      if (isHome && !isIn) missing.push(asset.details.tag);
      if (isIn && !isHome) extra.push(asset.details.tag);
    }
    return { case: caseCode(look, caseId), missing: missing.sort(), extra: extra.sort() };
  });
}
