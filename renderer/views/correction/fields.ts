import type { EventAnswer } from '../../../shared/contract/answers.ts';
import { type correctable, correctionForm, isCorrectable } from '../../../shared/decide/correctable.ts';
import type { JsonObject } from '../../../shared/event.ts';
import { sameJson } from '../../../shared/sameJson.ts';

type Forms = typeof correctable;
/** Every field that some event has; which event has which is the core's to say. */
export type FieldName = 'occurredAt' | 'note' | 'asset' | { [T in keyof Forms]: keyof Forms[T] }[keyof Forms];

/** By what a field is filled in. */
export type Input =
  | 'moment'
  | 'asset'
  | 'holder'
  | 'slot'
  | 'condition'
  | 'count'
  | 'text'
  | 'long'
  | 'labels'
  | 'attributes'
  | 'tags';

/** The compiler asks for a line here when the core lets a new field be corrected. */
export const inputs: { readonly [F in FieldName]: Input } = {
  occurredAt: 'moment',
  asset: 'asset',
  tag: 'text',
  code: 'text',
  name: 'text',
  slot: 'slot',
  home: 'slot',
  holder: 'holder',
  dueAt: 'moment',
  replacement: 'asset',
  broughtBy: 'holder',
  condition: 'condition',
  seal: 'text',
  slots: 'count',
  purpose: 'text',
  reason: 'long',
  seen: 'tags',
  model: 'text',
  serial: 'text',
  barcode: 'text',
  manufacturer: 'text',
  modelCode: 'text',
  category: 'text',
  reference: 'text',
  organisation: 'text',
  contact: 'text',
  place: 'text',
  labels: 'labels',
  notes: 'long',
  attributes: 'attributes',
  note: 'long',
};

// The keys of a table by field name.
const ORDER = Object.keys(inputs) as FieldName[];

/** Shown only when something stands in it, or somebody asks for all fields. */
const SELDOM: ReadonlySet<FieldName> = new Set([
  'home',
  'barcode',
  'manufacturer',
  'modelCode',
  'category',
  'notes',
  'attributes',
  'labels',
  'broughtBy',
  'purpose',
  'reference',
  'organisation',
  'contact',
]);

export interface Field {
  readonly name: FieldName;
  readonly input: Input;
  /** may it be left empty? */
  readonly erasable: boolean;
  readonly seldom: boolean;
}

const known = new Map<string, readonly Field[]>();

/** The fields that can be corrected in an event of this type, in the order of the form; none: it cannot be. */
export function fieldsOf(type: string): readonly Field[] {
  const before = known.get(type);
  if (before) return before;
  const fields = isCorrectable(type) ? fieldsIn(correctionForm(type).shape) : [];
  known.set(type, fields);
  return fields;
}

interface Form {
  safeParse(value: unknown): { readonly success: boolean };
}

function fieldsIn(shape: Readonly<Record<string, Form>>): readonly Field[] {
  return ORDER.flatMap((name) => {
    const form = shape[name];
    if (!form) return [];
    return [{ name, input: inputs[name], erasable: form.safeParse(null).success, seldom: SELDOM.has(name) }];
  });
}

/** What is one thing's own, so that it is never set for several at once. */
const OWN: ReadonlySet<FieldName> = new Set([
  'asset',
  'tag',
  'barcode',
  'serial',
  'code',
  'name',
  'slot',
  'replacement',
  'seen',
]);

/** The fields that all these types have and that can sensibly be set in all of them. */
export function commonFields(types: readonly string[]): readonly Field[] {
  const [first, ...others] = [...new Set(types)].map(fieldsOf);
  return (first ?? []).filter(
    ({ name }) => !OWN.has(name) && others.every((fields) => fields.some((field) => field.name === name)),
  );
}

/** A value that somebody began to type and that says nothing yet. */
export const INCOMPLETE = Symbol('incomplete');

/** What stands in a field as the event was recorded; null: nothing. */
export function recordedValue(event: Pick<EventAnswer, 'occurredAt' | 'note' | 'tag' | 'data'>, name: FieldName) {
  switch (name) {
    case 'occurredAt':
      return event.occurredAt;
    case 'note':
      return event.note;
    case 'asset':
      return event.tag;
    default: {
      const data: JsonObject = event.data;
      return data[name] ?? null;
    }
  }
}

/** Would this value change what was recorded? Moments are told to the second, as the form shows them. */
export function differs({ input, erasable }: Field, recorded: unknown, value: unknown): boolean {
  if (value === INCOMPLETE) return true;
  if (input === 'moment') return second(recorded) !== second(value);
  return !sameJson(recorded ?? null, sent(value, erasable));
}

const second = (value: unknown): number | null =>
  typeof value === 'string' && value !== '' ? Math.floor(Date.parse(value) / 1000) : null;

/** A value as `event.correct` takes it: what is blank takes the value away, where it can be taken away. */
export function sent(value: unknown, erasable: boolean): unknown {
  if (typeof value !== 'string') return value ?? null;
  const text = value.trim();
  return text === '' && erasable ? null : text;
}
