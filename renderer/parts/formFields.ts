/** The text in a form, by the labels of its fields. */
export type Fields = Readonly<Record<string, string>>;

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Types of input in which a person writes. No PINs: those are of type password. */
const WRITTEN = ['text', 'search', 'email', 'tel', 'url', 'number', 'date', 'time', 'datetime-local'];

/** The fields that hold text of a person's own; a list to choose from does not. */
function writtenIn(form: HTMLFormElement): readonly (readonly [string, Field])[] {
  return [...form.elements].flatMap((element) => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return [];
    if (element instanceof HTMLInputElement && !WRITTEN.includes(element.type)) return [];
    if (element.readOnly || element.matches('[data-pin], [role=combobox], [aria-haspopup]')) return [];
    const label = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? '';
    return label === '' ? [] : [[label.slice(0, 200), element] as const];
  });
}

export const fieldsOf = (form: HTMLFormElement): Fields =>
  Object.fromEntries(writtenIn(form).map(([label, field]) => [label, field.value]));

/** What was written into `now` that is not as it was. */
export function whatDiffers(now: Fields, before: Fields): Fields {
  return Object.fromEntries(Object.entries(now).filter(([label, text]) => text !== (before[label] ?? '')));
}

/** Writes as if it had been typed, so that React hears of it; fields that are not there are passed over. */
export function writeFields(form: HTMLFormElement, fields: Fields): void {
  for (const [label, field] of writtenIn(form)) {
    const text = fields[label];
    if (text === undefined || text === field.value) continue;
    const owner = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
    Object.getOwnPropertyDescriptor(owner, 'value')?.set?.call(field, text);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}
