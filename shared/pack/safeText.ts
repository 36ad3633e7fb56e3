/** Characters of one text that are shown: all names of files that a pack may have. */
const SHOWN_CHARS = 5000;

/**
 * A stranger's text without what would turn the line around it, hide in it or steer a terminal, and not without end.
 */
export function safeText(text: string): string {
  const plain = text.replace(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
  return plain.length > SHOWN_CHARS ? `${plain.slice(0, SHOWN_CHARS)} …` : plain;
}
