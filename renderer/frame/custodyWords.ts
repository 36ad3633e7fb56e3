import type { CustodyJson } from '../../shared/custody/place.ts';
import { words } from '../../shared/uiWords.ts';

/** Who or what has an asset, in a few words: `CASE-13 / 6`, `Bob`, `lost`. */
export function custodyWords({ status, case: code, slot, holder }: CustodyJson): string {
  if (status === 'slot') return words.custody.inSlot(code ?? '', slot ?? 0);
  if (status === 'holder') return holder ?? '';
  return words.custody[status];
}
