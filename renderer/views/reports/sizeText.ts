const KB = 1024;

/** The size of a file as people say it: `12 kB`, `3.4 MB`. @param bytes  a count */
export function sizeText(bytes: number): string {
  if (bytes < KB * KB) return `${Math.max(1, Math.round(bytes / KB))} kB`;
  return `${(bytes / KB / KB).toFixed(1)} MB`;
}
