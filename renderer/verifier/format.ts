const KILO = 1000;

/** `318 kB`, `1.2 GB`. @param bytes a count */
export function sizeText(bytes: number): string {
  if (bytes < KILO) return `${bytes} bytes`;
  if (bytes < KILO ** 2) return `${Math.round(bytes / KILO)} kB`;
  if (bytes < KILO ** 3) return `${(bytes / KILO ** 2).toFixed(1)} MB`;
  return `${(bytes / KILO ** 3).toFixed(2)} GB`;
}

const form = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' });

/** A moment as it is read, in UTC, as in the documents of a pack. */
export const instantText = (at: Date): string => `${form.format(at)} UTC`;
