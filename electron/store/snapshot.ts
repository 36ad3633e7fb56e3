import { constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TRIES = 3;

/**
 * A copy of a store for reading, in a folder of its own for this user alone: for a store on a medium or in a folder
 * where nothing can be written. The copy is as the store was at one moment: if it changes meanwhile, it is copied anew.
 *
 * @throws when it cannot be copied, or changes all the time
 */
export function snapshotOf(path: string): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'assettrack-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const copy = join(folder, 'store');
  try {
    for (let tried = 0; tried < TRIES; tried++) {
      const before = stamps(path);
      copyFileSync(path, copy, constants.COPYFILE_FICLONE);
      rmSync(`${copy}-wal`, { force: true });
      if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
      if (stamps(path) === before) return { path: copy, remove };
    }
    throw Object.assign(new Error('the store changes while it is copied'), { code: 'EBUSY' });
  } catch (error) {
    remove();
    throw error;
  }
}

/** Size and time of last change of the store and its log: equal before and after a copy, the copy is whole. */
function stamps(path: string): string {
  return [path, `${path}-wal`]
    .map((name) => statSync(name, { throwIfNoEntry: false }))
    .map((stat) => (stat ? `${stat.size} ${stat.mtimeMs}` : 'none'))
    .join(', ');
}
