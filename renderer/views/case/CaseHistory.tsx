import { z } from 'zod';
import type { AuditRow } from '../../../shared/contract/trailAnswers.ts';
import type { Change } from '../../../shared/event.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { Trail } from '../asset/Trail.tsx';
import type { Wanted } from '../asset/useWantedRow.ts';

const counted = z.object({ missing: z.number(), extra: z.number() });

interface CaseHistoryProps {
  readonly trail: readonly AuditRow[] | undefined;
  readonly wanted: Wanted | null;
}

/** What was recorded of the case itself; what became of its assets stands in theirs. */
export function CaseHistory({ trail, wanted }: CaseHistoryProps) {
  const { history } = words.case;
  return (
    <Trail
      title={history.title}
      note={history.lookedUp}
      trail={trail}
      events={history.events}
      fieldName={fieldName}
      valueText={valueText}
      wanted={wanted}
    />
  );
}

function fieldName(field: string): string {
  const { fields, label } = words.case.history;
  return field.startsWith('labels.') ? label(field.slice('labels.'.length)) : (fields[field] ?? field);
}

function valueText({ field }: Change, value: unknown): string {
  if (field === 'occurredAt' && typeof value === 'string') return moment(value);
  const count = counted.safeParse(value);
  if (count.success) return words.case.history.counted(count.data.missing, count.data.extra);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
