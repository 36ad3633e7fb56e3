import { readSlotCode } from '../../shared/labels/slotCode.ts';
import { words } from '../../shared/uiWords.ts';
import { addressOfFound } from '../frame/found.ts';
import { notify } from '../parts/notify.ts';
import { go, to } from '../routes.ts';
import { askQuery } from '../state/useApp.ts';
import type { ScanOutcome } from './sounds.ts';

/** Opens what was scanned: the asset, case, slot, holder or receipt of exactly that code. */
export async function openScanned(code: string): Promise<ScanOutcome> {
  const answer = await askQuery('search', { text: code, limit: 5 });
  const exact = answer.ok ? answer.value.rows.find((row) => row.exact) : undefined;
  const address = exact && addressOfFound(exact);
  const slot = address ? null : readSlotCode(code);
  const box = slot && (await askQuery('case.get', { code: slot.case }));
  if (slot && box?.ok) {
    go(to('case', { code: box.value.code }, { slot: String(slot.slot) }));
    return 'taken';
  }
  if (!address) {
    notify(words.scanner.unknown(code), 'warn');
    return 'blocked';
  }
  go(address);
  return 'taken';
}
