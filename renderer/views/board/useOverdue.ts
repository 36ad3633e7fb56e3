import type { OverdueRow } from '../../../shared/contract/trailAnswers.ts';
import { useAnswer } from '../../state/useApp.ts';

/** More than anybody walks to in a morning; the list says how many there are besides. */
const MOST = 500;

export interface OverdueNow {
  readonly rows: readonly OverdueRow[] | undefined;
  readonly overdue: number;
  readonly dueSoon: number;
}

/** What should be back and is not, and what is due next; the longest overdue first. */
export function useOverdue(): OverdueNow {
  const { value } = useAnswer('overdue.list', { limit: MOST });
  const overdue = value?.rows.filter(({ state }) => state === 'overdue').length ?? 0;
  return { rows: value?.rows, overdue, dueSoon: (value?.total ?? value?.rows.length ?? 0) - overdue };
}
