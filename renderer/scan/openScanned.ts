import { words } from '../../shared/uiWords.ts';
import { addressOfFound } from '../frame/found.ts';
import { notify } from '../parts/notify.ts';
import { go } from '../routes.ts';
import { askQuery } from '../state/useApp.ts';
import type { ScanOutcome } from './sounds.ts';

/** Opens what was scanned: the asset, case, holder or receipt of exactly that code. */
export async function openScanned(code: string): Promise<ScanOutcome> {
  const answer = await askQuery('search', { text: code, limit: 5 });
  const exact = answer.ok ? answer.value.rows.find((row) => row.exact) : undefined;
  const address = exact && addressOfFound(exact);
  if (!address) {
    notify(words.scanner.unknown(code), 'warn');
    return 'blocked';
  }
  go(address);
  return 'taken';
}
