import type { Change } from '../../../shared/event.ts';

/** One line of what changed: a field, or one part of a field that holds several. `null` is nothing. */
export interface DiffLine {
  /** `slot`, `attributes.Colour`, `acceptances.1.method` */
  readonly field: string;
  readonly before: Shown | null;
  readonly after: Shown | null;
}

export type Shown =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'moment'; readonly at: string }
  | { readonly is: 'yes' }
  | { readonly is: 'no' };

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
/** Deeper than this a value is shown as its JSON. */
const DEEPEST = 4;

/** What changed, in lines that can be read: nested values field by field, and only the parts that differ. */
export function diffLines(changes: readonly Change[]): readonly DiffLine[] {
  return changes.flatMap(({ field, before, after }) => linesOf(field, before, after, 0));
}

function linesOf(field: string, before: unknown, after: unknown, depth: number): readonly DiffLine[] {
  if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return [];
  const deep = depth < DEEPEST && (nested(before) || nested(after)) && flat(before) && flat(after);
  if (!deep) return [{ field, before: shownOf(before), after: shownOf(after) }];
  const [old, now] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.flatMap((name) => linesOf(`${field}.${name}`, old[name], now[name], depth + 1));
}

/** Does it have named parts, or a list with such? A slot and a list of words are read as they are. */
function nested(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((one) => one !== null && typeof one === 'object');
  return value !== null && typeof value === 'object' && slotWords(value) === null;
}

/** Can it be taken apart beside what has parts: has parts itself, or is nothing? */
const flat = (value: unknown): boolean => value === null || value === undefined || nested(value);

const partsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' ? { ...value } : {};

function shownOf(value: unknown): Shown | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? { is: 'yes' } : { is: 'no' };
  if (typeof value === 'string') return INSTANT.test(value) ? { is: 'moment', at: value } : { is: 'text', text: value };
  if (typeof value === 'number') return { is: 'text', text: String(value) };
  if (Array.isArray(value) && value.every((one) => one === null || typeof one !== 'object')) {
    return { is: 'text', text: value.join(', ') };
  }
  return { is: 'text', text: slotWords(value) ?? JSON.stringify(value) };
}

/** `CASE-7 / 1`, for what is a slot and nothing else. */
function slotWords(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || Object.keys(value).length !== 2) return null;
  if (!('case' in value) || !('slot' in value)) return null;
  return `${String(value.case)} / ${String(value.slot)}`;
}

/** `dueAt` is "due at", `attributes.Colour` is "attributes: Colour". Names that people gave stay as they are. */
export function fieldWords(field: string): string {
  const [first = '', ...rest] = field.split('.');
  const words = first.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return [words, ...rest].join(': ');
}
