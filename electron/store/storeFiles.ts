import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** What lies beside a store and belongs to it: SQLite's own files, then those of the writer's lock. */
const COMPANIONS = ['', '-wal', '-shm', '-journal', '-writer', '-writer.json', '-beside', '-beside.json', '-reserve'];

/** Would writing to `path` write over the store, or over a file that it cannot do without? Also through a link. */
export function isPartOfStore(path: string, store: string): boolean {
  const real = realName(path);
  return COMPANIONS.some((suffix) => real === realName(`${store}${suffix}`) || isSameFile(path, `${store}${suffix}`));
}

/** The name with all links followed; of a file that is not there, with those of its folder. */
export function realName(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    const folder = dirname(absolute);
    return folder === absolute ? absolute : join(realName(folder), basename(absolute));
  }
}

/** Two names of one file. */
function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}
