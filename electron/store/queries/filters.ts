/** A piece of a WHERE clause with the values of its question marks. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** All of them hold; none: always. */
export const allOf = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => sql).join(' AND ') || '1',
  values: conditions.flatMap(({ values }) => values),
});

/** Does each word of what is looked for stand somewhere in one of the texts? Without case; nothing looked for: yes. */
export function matchesText(text: string | undefined, texts: readonly (string | null)[]): boolean {
  const all = texts.filter((one) => one !== null).map((one) => one.toLowerCase());
  return wordsOf(text).every((word) => all.some((one) => one.includes(word.toLowerCase())));
}

export const wordsOf = (text: string | undefined): readonly string[] => (text ?? '').split(/\s+/u).filter(Boolean);

/** For `LIKE ? ESCAPE '\'`: the word anywhere. LIKE compares ASCII letters without case. */
export const likePattern = (word: string): string => `%${word.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
