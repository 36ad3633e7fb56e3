/** Parts of sentences: how fields, places, events and lists are called. */

/** A value as text; null when there is none. */
export function said(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Of the app's own words alone: a name keeps its letters, also at the beginning of a sentence. */
export function upper(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** `on 19 Nov 16:00`; the window's `today 08:10` needs no “on”. */
export function onDay(moment: string): string {
  return /^(?:today|yesterday|tomorrow) /.test(moment) ? moment : `on ${moment}`;
}

/** `R-1, R-2 and R-3`; of many the first ten, and how many more there are. */
export function inList(values: readonly unknown[], word: 'and' | 'or'): string {
  const all = values.map((value) => said(value) ?? '');
  const shown = all.length > 11 ? [...all.slice(0, 10), `${all.length - 10} more`] : all;
  const last = shown.at(-1) ?? 'nothing';
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} ${word} ${last}` : last;
}

/** Custody, as refusals carry it: `in slot 3 of CASE-13`, `with Bob`, `lost`. */
export function placeName(custody: unknown): string {
  if (custody === null || typeof custody !== 'object') return 'elsewhere';
  const { status, case: code, slot, holder } = custody as Readonly<Record<string, unknown>>; // an object, by the check
  if (status === 'slot') return `in slot ${said(slot) ?? ''} of ${said(code) ?? 'a case'}`;
  if (status === 'holder') return `with ${said(holder) ?? 'a holder'}`;
  return said(status) ?? 'elsewhere';
}

const FIELDS: Readonly<Record<string, string>> = {
  '': 'the request',
  args: 'the request',
  to: 'the receiver',
  broughtBy: 'who brought it',
  code: 'the code',
  occurredAt: 'the time it happened',
  at: 'the time',
  from: 'the beginning',
  dueAt: 'the due date',
  home: 'the home slot',
  pin: 'the PIN',
  set: 'the change',
  void: 'the void',
  eventId: 'the event',
  id: 'the id',
  items: 'the list of assets',
  seen: 'the list of tags',
  all: 'the list',
};

/** What the entries of a list in a command are called. */
const ENTRIES: Readonly<Record<string, string>> = {
  items: 'line',
  corrections: 'correction',
  acceptance: 'acceptance',
  assets: 'asset',
  cases: 'case',
  seen: 'tag',
};

/** A field of a command as people call it: `items.2.tag` is `the tag in line 3`, `set.dueAt` is `the due date`. */
export function fieldName(path: string): string {
  if (/\s/.test(path)) return path;
  const parts = path.split('.').filter((part, i, all) => part !== 'set' || i === all.length - 1);
  const [first = '', second, ...rest] = parts;
  const number = second !== undefined && /^\d+$/.test(second) ? Number(second) : null;
  const entry = ENTRIES[first];
  if (entry !== undefined && number !== null) {
    const name = `${entry} ${number + 1}`;
    return rest.length > 0 ? `${fieldName(rest.join('.'))} in ${name}` : name;
  }
  if (first === 'labels' && number !== null) return `the label of slot ${number}`;
  if (first === 'attributes' && second !== undefined) return `the attribute “${[second, ...rest].join('.')}”`;
  if (second !== undefined) return fieldName([second, ...rest].join('.'));
  return FIELDS[first] ?? `the ${first.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}

const EVENTS: Readonly<Record<string, string>> = {
  ASSET_ADDED: 'the adding',
  ASSET_PLACED: 'the placing',
  ASSET_MOVED: 'the move',
  ASSET_ISSUED: 'the issue',
  ASSET_RETURNED: 'the return',
  ASSET_TRANSFERRED: 'the transfer',
  SLOT_VACATED: 'the vacating',
  ASSET_REPLACED: 'the replacement',
  ASSET_RETIRED: 'the retirement',
  ASSET_LOST: 'the loss',
  ASSET_FOUND: 'the finding',
  ASSET_INSPECTED: 'the inspection',
  ASSET_CHANGED: 'the change',
  CASE_ADDED: 'the adding',
  CASE_CHANGED: 'the change',
  CASE_SEALED: 'the sealing',
  CASE_UNSEALED: 'the unsealing',
  CASE_CHECKED: 'the contents check',
  CASE_RETIRED: 'the retirement',
  HOLDER_ADDED: 'the adding',
  HOLDER_CHANGED: 'the change',
  HOLDER_DEACTIVATED: 'the deactivation',
};

/** An event type as a noun: `the issue`. Others by their own name, in small letters. */
export function eventName(type: string): string {
  return EVENTS[type] ?? (type === '' ? 'a later record' : type.toLowerCase().replaceAll('_', ' '));
}
