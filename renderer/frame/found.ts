import type { SearchRow } from '../../shared/contract/trailAnswers.ts';
import { to } from '../routes.ts';

/** Where a thing that was found is shown; null: no view shows things of its kind. */
export function addressOfFound({ kind, title }: Pick<SearchRow, 'kind' | 'title'>): string | null {
  switch (kind) {
    case 'asset':
      return to('asset', { tag: title });
    case 'case':
      return to('case', { code: title });
    case 'holder':
      return to('holder', { name: title });
    case 'receipt':
      return to('receipt', { receipt: title });
    default:
      return null;
  }
}
