import { z } from 'zod';
import type { NamedEvent } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';

/** What an event says in a line of a history, as far as it can be read here. */
const Data = z
  .object({
    slot: z.object({ case: z.string(), slot: z.number() }).nullable().optional().catch(undefined),
    holder: z.string().optional().catch(undefined),
    reason: z.string().optional().catch(undefined),
    condition: z.string().optional().catch(undefined),
  })
  .catch({});

/** An event in a line: what happened, and where to or to whom. */
export function eventWords({ type, data }: Pick<NamedEvent, 'type' | 'data'>): string {
  const names: Readonly<Record<string, string>> = words.asset.events;
  const { slot, holder, reason, condition } = Data.parse(data);
  const where = slot ? words.custody.inSlot(slot.case, slot.slot) : holder;
  return [names[type] ?? type, where, condition, reason && `“${reason}”`].filter(Boolean).join(' · ');
}
