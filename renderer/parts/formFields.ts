/** What a person wrote and chose in a form, by the labels of its fields. */
export type Fields = Readonly<Record<string, string>>;

interface Field {
  readonly label: string;
  /** '': nothing is written or chosen */
  readonly text: string;
  /** @returns false: there is no such choice, or not yet */
  write(text: string): boolean;
}

/** Types of input in which a person writes. No PINs: those are of type password. */
const WRITTEN = ['text', 'search', 'email', 'tel', 'url', 'number', 'date', 'time', 'datetime-local'];
/** Characters of a label or a text; the contract takes no more. */
const LONGEST_LABEL = 200;
const LONGEST_TEXT = 1_000_000;

function fieldsIn(form: HTMLFormElement): readonly Field[] {
  return [...form.elements].flatMap((element) => {
    const field = fieldOf(element, form);
    return field && field.label !== '' && field.text.length <= LONGEST_TEXT ? [field] : [];
  });
}

/** A field that is kept. What no field holds as text is held by a hidden one: `useKeptChoice`. */
function fieldOf(element: Element, form: HTMLFormElement): Field | null {
  if (element instanceof HTMLTextAreaElement) return element.readOnly ? null : written(element, labelOf(element));
  if (element instanceof HTMLSelectElement) return selected(element);
  if (!(element instanceof HTMLInputElement)) return null;
  if (element.type === 'hidden') return written(element, element.dataset.kept ?? '');
  if (element.type === 'radio') return firstOf(element, form) === element ? radios(element, form) : null;
  if (element.type === 'checkbox') return checkbox(element);
  const search = element.matches('[data-pin], [role=combobox], [aria-haspopup]');
  return element.readOnly || search || !WRITTEN.includes(element.type) ? null : written(element, labelOf(element));
}

/** Written as if it had been typed, so that React hears of it. */
function written(element: HTMLInputElement | HTMLTextAreaElement, label: string): Field {
  return {
    label,
    text: element.value,
    write(text) {
      if (text === element.value) return true;
      const owner = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
      Object.getOwnPropertyDescriptor(owner, 'value')?.set?.call(element, text);
      element.dispatchEvent(new InputEvent('input', { bubbles: true }));
      return true;
    },
  };
}

function selected(element: HTMLSelectElement): Field {
  return {
    label: labelOf(element),
    text: element.value,
    write(text) {
      if (text === element.value) return true;
      if (![...element.options].some(({ value }) => value === text)) return false;
      element.value = text;
      element.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    },
  };
}

function checkbox(element: HTMLInputElement): Field {
  return {
    label: labelOf(element),
    text: element.checked ? 'yes' : '',
    write(text) {
      if ((text === 'yes') !== element.checked) element.click();
      return true;
    },
  };
}

const sameName = (one: HTMLInputElement, form: HTMLFormElement): readonly HTMLInputElement[] =>
  [...form.elements].filter(
    (other): other is HTMLInputElement =>
      other instanceof HTMLInputElement && other.type === 'radio' && other.name === one.name,
  );
const firstOf = (one: HTMLInputElement, form: HTMLFormElement) => sameName(one, form)[0];

function radios(first: HTMLInputElement, form: HTMLFormElement): Field {
  const all = sameName(first, form);
  const chosen = all.find(({ checked }) => checked);
  return {
    label: groupLabel(first),
    text: chosen ? labelOf(chosen) : '',
    write(text) {
      const meant = all.find((one) => labelOf(one) === text);
      if (meant && !meant.checked) meant.click();
      return meant !== undefined;
    },
  };
}

function labelOf(element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string {
  return (element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? '').slice(0, LONGEST_LABEL);
}

function groupLabel(radio: HTMLInputElement): string {
  const named = radio.closest('[role=radiogroup]')?.getAttribute('aria-labelledby');
  const label = named ? document.getElementById(named) : radio.closest('fieldset')?.querySelector('legend');
  return (label?.textContent ?? '').slice(0, LONGEST_LABEL);
}

export const fieldsOf = (form: HTMLFormElement): Fields =>
  Object.fromEntries(fieldsIn(form).map(({ label, text }) => [label, text]));

/** What in `now` is not as it was. */
export function whatDiffers(now: Fields, before: Fields): Fields {
  return Object.fromEntries(Object.entries(now).filter(([label, text]) => text !== (before[label] ?? '')));
}

/** Writes and chooses as a hand would. @returns what has no field, or no such choice, yet */
export function writeFields(form: HTMLFormElement, fields: Fields): Fields {
  const left = { ...fields };
  for (const { label, write } of fieldsIn(form)) {
    const text = left[label];
    if (text !== undefined && write(text)) delete left[label];
  }
  return left;
}
