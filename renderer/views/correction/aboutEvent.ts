import type { EventAnswer, NamedEvent } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';
import { eventKind } from '../asset/eventWords.ts';

/** What kind of event it is, as a heading says it, whatever it is about. */
export function kindOf({ type }: Pick<NamedEvent, 'type'>): string {
  const ofCases: Readonly<Record<string, string>> = words.case.history.events;
  const ofHolders: Readonly<Record<string, string>> = words.holders.history.events;
  return ofCases[type] ?? ofHolders[type] ?? eventKind(type);
}

/** An event in one line: `Issued · LAP-001 · 9 Nov 17:05`. */
export function eventLine(event: Pick<EventAnswer, 'type' | 'entity' | 'occurredAt'>): string {
  return [kindOf(event), event.entity, moment(event.occurredAt)].filter(Boolean).join(' · ');
}
