import type { EventAnswer, NamedEvent } from '../../../shared/contract/answers.ts';
import type { CommandRequest } from '../../state/store.ts';
import { differs, type Field, type FieldName, fieldsOf, INCOMPLETE, recordedValue, sent } from './fields.ts';

/** One event that is to be corrected: its version of now, and what stood before. */
export interface Target {
  /** of the first version: it stays when a newer version is taken */
  readonly key: string;
  readonly event: EventAnswer;
  readonly versions: readonly NamedEvent[];
}

/** Values by field, as far as somebody set them. */
export type Values = { readonly [F in FieldName]?: unknown };

/** What was typed. Nothing of it is sent but what differs from what was recorded. */
export interface Draft {
  readonly reason: string;
  /** set in every event that has the field */
  readonly all: Values;
  /** set in one event alone, by its key */
  readonly own: Readonly<Record<string, Values>>;
  /** the events that never happened, by their key */
  readonly voids: ReadonlySet<string>;
}

export const EMPTY: Draft = { reason: '', all: {}, own: {}, voids: new Set() };

/** What a field of one event says now; undefined: nobody touched it. */
export function valueIn({ all, own }: Draft, { key }: Target, name: FieldName, several: boolean): unknown {
  const alone = own[key]?.[name];
  return alone === undefined && several ? all[name] : alone;
}

/** The fields of an event that would be changed, with what they were and what they would be. */
export function changedIn(draft: Draft, target: Target, several: boolean) {
  return fieldsOf(target.event.type).flatMap((field) => {
    const value = valueIn(draft, target, field.name, several);
    const recorded = recordedValue(target.event, field.name);
    return value !== undefined && differs(field, recorded, value) ? [{ field, recorded, value }] : [];
  });
}

type Correction =
  | { readonly eventId: string; readonly void: true }
  | { readonly eventId: string; readonly set: Readonly<Record<string, unknown>> };

/** What the draft comes to. */
export interface Drafted {
  /** in the order in which they are sent: refusals name them by number */
  readonly sent: readonly { readonly key: string; readonly correction: Correction }[];
  /** a field of some event is not filled in whole */
  readonly incomplete: boolean;
}

/** The corrections that a draft comes to; an event in which nothing changes is left alone. */
export function drafted(draft: Draft, targets: readonly Target[]): Drafted {
  const several = targets.length > 1;
  let incomplete = false;
  const list = targets.flatMap((target): Drafted['sent'] => {
    const { key, event } = target;
    const { eventId } = event;
    if (draft.voids.has(key)) return [{ key, correction: { eventId, void: true } }];
    const changed = changedIn(draft, target, several);
    if (changed.some(({ value }) => value === INCOMPLETE)) incomplete = true;
    const set = changed
      .filter(({ value }) => value !== INCOMPLETE)
      .map(({ field, value }) => [field.name, sent(value, field.erasable)]);
    return set.length === 0 ? [] : [{ key, correction: { eventId, set: Object.fromEntries(set) } }];
  });
  return { sent: list, incomplete };
}

/** The one command for all of them; null: there is nothing to correct. */
export function commandOf({ sent: list }: Drafted, reason: string): CommandRequest | null {
  const [first, ...others] = list.map(({ correction }) => correction);
  if (!first) return null;
  return others.length === 0
    ? { command: 'event.correct', reason, ...first }
    : { command: 'event.correct', reason, corrections: [first, ...others] };
}

/** What stands in a field of all these events; null with `differs` where they do not agree. */
export function commonlyRecorded(targets: readonly Target[], field: Field) {
  const [first, ...others] = targets.map(({ event }) => recordedValue(event, field.name));
  const same = others.every((value) => !differs(field, first, value));
  return { recorded: same ? (first ?? null) : null, differs: !same };
}

/** Can this event be corrected at all? What was voided stays void; receipts and the like stand as they are. */
export const isCorrectableTarget = ({ event }: Target): boolean => fieldsOf(event.type).length > 0;
