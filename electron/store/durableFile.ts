import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a small file of one's own (mode 0600) in one step: the old text or the new, also after a power cut. */
export function writeDurably(path: string, text: string): void {
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  writeFileSync(partial, text, { mode: 0o600 });
  putInPlace(partial, path);
}

/** Brings a finished file to the disk and then under its name. */
export function putInPlace(partial: string, path: string): void {
  sync(partial, 'r+');
  renameSync(partial, path);
  // Windows has no such call and needs none: its renames are journalled.
  if (process.platform !== 'win32') sync(dirname(path), 'r');
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const fd = openSync(path, flags);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
