import { safeText } from './safeText.ts';

/** What a check of a pack came to, in words for people. `broken`: the pack is not to be relied on. */
export interface Statement {
  readonly verdict: 'proven' | 'not proven' | 'broken';
  /** safe to show, though names out of the pack stand in it */
  readonly text: string;
}

export const proven = (text: string): Statement => ({ verdict: 'proven', text: safeText(text) });
export const notProven = (text: string): Statement => ({ verdict: 'not proven', text: safeText(text) });
export const broken = (text: string): Statement => ({ verdict: 'broken', text: safeText(text) });
