import type { Section } from '../../shared/report/document.ts';

/** Sections of several entities in one document, each under its own heading. */
export function* several<T>(
  things: Iterable<T>,
  headed: boolean,
  heading: (thing: T) => { readonly title: string; readonly note: string | null },
  sections: (thing: T) => Iterable<Section>,
  none: string,
): Generator<Section> {
  let count = 0;
  for (const thing of things) {
    count++;
    if (headed) yield { kind: 'heading', ...heading(thing) };
    yield* sections(thing);
  }
  if (count === 0) yield { kind: 'note', tone: 'quiet', text: none };
}
