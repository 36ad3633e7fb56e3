/** Attributes as a form holds them: lines, of which some may be blank. */
export interface AttributeLine {
  readonly name: string;
  readonly value: string;
}

export type ReadAttributes =
  | { readonly ok: true; readonly attributes: Readonly<Record<string, string>> }
  /** the first name that stands twice: of two texts one would be lost */
  | { readonly ok: false; readonly name: string };

export const linesOf = (attributes: Readonly<Record<string, string>>): readonly AttributeLine[] =>
  Object.entries(attributes).map(([name, value]) => ({ name, value }));

/** The lines that say something, as commands take them. */
export function readAttributes(lines: readonly AttributeLine[]): ReadAttributes {
  const attributes = new Map<string, string>();
  for (const { name, value } of lines.map((line) => ({ name: line.name.trim(), value: line.value.trim() }))) {
    if (name === '' && value === '') continue;
    if (attributes.has(name)) return { ok: false, name };
    attributes.set(name, value);
  }
  return { ok: true, attributes: Object.fromEntries(attributes) };
}
