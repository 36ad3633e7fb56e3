import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  syncFolderOf(path);
}

/**
 * The same, for the first who comes: what lies under the name already stays.
 *
 * @throws EEXIST when somebody else was first; what `link` throws where there are no hard links
 */
export function putInPlaceFirst(partial: string, path: string): void {
  sync(partial, 'r+');
  linkSync(partial, path);
  syncFolderOf(path);
}

// Windows has no such call and needs none: its changes of names are journalled.
function syncFolderOf(path: string): void {
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
