import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import { supersededIn } from '../asset/Trail.tsx';

/** One seal from its applying to its breaking; `broken` is null while it is on. */
export interface SealPair {
  readonly applied: AuditRow;
  readonly broken: AuditRow | null;
}

/** The seals of a case out of its trail, the newest first. What was corrected is shown as it was corrected. */
export function sealsOf(trail: readonly AuditRow[]): readonly SealPair[] {
  const gone = supersededIn(trail);
  const effective = trail
    .filter(({ eventId, type }) => !gone.has(eventId) && (type === 'CASE_SEALED' || type === 'CASE_UNSEALED'))
    .toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || a.seq - b.seq);
  const pairs = effective.flatMap((row, i): readonly SealPair[] => {
    if (row.type !== 'CASE_SEALED') return [];
    const next = effective[i + 1];
    return [{ applied: row, broken: next?.type === 'CASE_UNSEALED' ? next : null }];
  });
  return pairs.toReversed();
}
