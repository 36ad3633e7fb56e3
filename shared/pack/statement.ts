/** What a check of a pack came to, in words for people. `broken`: the pack is not to be relied on. */
export interface Statement {
  readonly verdict: 'proven' | 'not proven' | 'broken';
  readonly text: string;
}

export const proven = (text: string): Statement => ({ verdict: 'proven', text });
export const notProven = (text: string): Statement => ({ verdict: 'not proven', text });
export const broken = (text: string): Statement => ({ verdict: 'broken', text });
