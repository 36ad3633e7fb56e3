import { caseCode } from './common.ts';
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
    for (const { assetId, tag, caseId: now, homeCaseId, isRetired } of look.assetsAround(caseId, look.occurredAt)) {
      if (isRetired) continue;
      const isIn = (into.has(assetId) ? into.get(assetId) : now) === caseId;
      const isHome = homeCaseId === caseId;
      if (isHome && !isIn) missing.push(tag);
      if (isIn && !isHome) extra.push(tag);
    }
    return { case: caseCode(look, caseId), missing: missing.sort(), extra: extra.sort() };
  });
}
