import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import { useAllRows } from '../../state/useAllRows.ts';

/** Everything that was recorded of a case itself, the newest first; undefined until it is known. */
export function useCaseTrail(caseId: string): readonly AuditRow[] | undefined {
  return useAllRows('audit.list', { entityType: 'case', entityId: caseId, order: 'desc', limit: 200 }).rows;
}
