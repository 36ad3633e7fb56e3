type Tags = HTMLElementTagNameMap;

/** Properties that are plain values. */
type Settable<E> = { [K in keyof E]: E[K] extends string | number | boolean ? K : never }[keyof E];
type Properties<E> = Readonly<Partial<Pick<E, Settable<E>>>>;
interface Attributes {
  /** what has no property of its own in every browser */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** An element with its properties and what is in it; text is text, never markup. */
export function element<T extends keyof Tags>(
  tag: T,
  { attributes = {}, ...properties }: Properties<Tags[T]> & Attributes,
  ...content: readonly (Node | string)[]
): Tags[T] {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}
