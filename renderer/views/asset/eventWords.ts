import { z } from 'zod';
import type { NamedEvent } from '../../../shared/contract/answers.ts';
import type { Change } from '../../../shared/event.ts';
import { words } from '../../../shared/uiWords.ts';
import { moment } from '../../format.ts';

/** The kind of an event as its heading says it. */
export function eventKind(type: string): string {
  const names: Readonly<Record<string, string>> = words.asset.events;
  return names[type] ?? type;
}

/** One field as it was and as it became, as text; null: there was nothing, or there is nothing now. */
export interface FieldChange {
  readonly field: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface EventChanges {
  /** who had the asset before and after; null: the event left it where it was */
  readonly custody: { readonly before: string | null; readonly after: string | null } | null;
  readonly fields: readonly FieldChange[];
}

/** What an event changed, field by field, as it was known when it was recorded. Custody is told as one change. */
export function changesOf({ type, changes, supersedesEventId }: NamedEvent): EventChanges {
  const about = (field: string): Change | undefined => changes.find((change) => change.field === field);
  // A correction says what it changes of the entry before; who had the asset is in the spans.
  const told: readonly string[] = supersedesEventId === null ? ['status', 'slot', 'holder'] : [];
  const moved = told.some((field) => about(field) !== undefined);
  const custody = moved ? { before: side(about, 'before'), after: side(about, 'after') } : null;
  // What goes without saying: a return ends the due date, a slot becomes the home, an asset is added by its tag.
  const implied = ({ field, after }: Change): boolean =>
    (field === 'dueAt' && after === null && moved) ||
    (field === 'home' && moved && valueText(field, after) === custody?.after) ||
    (field === 'tag' && about('tag')?.before === null);
  return {
    custody,
    fields: changes
      // What was voided stands struck through above.
      .filter((change) => type !== 'EVENT_VOIDED' && !told.includes(change.field) && !implied(change))
      .map(({ field, before, after }) => ({
        field,
        name: fieldName(field),
        before: valueText(field, before),
        after: valueText(field, after),
      })),
  };
}

function side(about: (field: string) => Change | undefined, when: 'before' | 'after'): string | null {
  const text = valueText('slot', about('slot')?.[when]) ?? valueText('holder', about('holder')?.[when]);
  if (text !== null) return text;
  const status = about('status')?.[when];
  return status === 'unplaced' || status === 'lost' || status === 'retired' ? words.custody[status] : null;
}

function fieldName(field: string): string {
  const names: Readonly<Record<string, string>> = words.asset.fields;
  return names[field] ?? (field.startsWith('attributes.') ? field.slice('attributes.'.length) : field);
}

const slot = z.object({ case: z.string(), slot: z.number() });
const MOMENTS: readonly string[] = ['occurredAt', 'dueAt'];

function valueText(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  const place = slot.safeParse(value);
  if (place.success) return words.custody.inSlot(place.data.case, place.data.slot);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (MOMENTS.includes(field)) return moment(value);
  if (field === 'type') return eventKind(value);
  return field === 'condition' ? (words.assets.conditions[value] ?? value) : value;
}

/** What an event says besides what it changed: the reason, the purpose, who brought it, its seal. */
const More = z
  .object({
    reason: z.string().optional().catch(undefined),
    purpose: z.string().optional().catch(undefined),
    broughtBy: z.string().optional().catch(undefined),
    replacement: z.string().optional().catch(undefined),
    seal: z.string().optional().catch(undefined),
    condition: z.string().optional().catch(undefined),
  })
  .catch({});

export function eventRemarks({ type, data, changes }: NamedEvent): readonly string[] {
  const { reason, purpose, broughtBy, replacement, seal, condition } = More.parse(data);
  const { remarks } = words.asset;
  // A condition that was the same before is no change, yet it was looked at.
  const same = condition !== undefined && !changes.some(({ field }) => field === 'condition');
  return [
    type === 'ASSET_INSPECTED' && same ? remarks.condition(words.assets.conditions[condition] ?? condition) : null,
    replacement === undefined ? null : remarks.replacement(replacement),
    broughtBy === undefined ? null : remarks.broughtBy(broughtBy),
    purpose === undefined ? null : remarks.purpose(purpose),
    seal === undefined ? null : remarks.seal(seal),
    reason === undefined ? null : `“${reason}”`,
  ].filter((remark) => remark !== null);
}
