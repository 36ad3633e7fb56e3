/**
 * A text for a bar that has room for `most` characters. Cut, it says so by a dot of three; where fewer than four would be
 * left it is empty. The end is what is kept of a tag: in a series, it tells one from the next.
 */
export function shortened(text: string, most: number, keep: 'start' | 'end' = 'start'): string {
  if (text.length <= most) return text;
  if (most < 5) return '';
  return keep === 'start' ? `${text.slice(0, most - 1).trimEnd()}…` : `…${text.slice(1 - most)}`;
}
