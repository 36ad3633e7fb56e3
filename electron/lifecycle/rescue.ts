import { existsSync, statSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { deviceBoundTo } from '../store/device.ts';
import { readHead } from '../store/headFile.ts';
import { realName } from '../store/storeFiles.ts';
import { syncFile, syncFolder } from '../store/writeAside.ts';
import { backupFolder, listBackups } from './backupFolder.ts';

/** What is left to somebody whose store is damaged. */
export interface Rescue {
  /** the folder in which a copy of the store as it was met lies; null: none could be kept */
  readonly copy: string | null;
  /** the app's own backups, the newest first; each was verified when it was made, and has to be again */
  readonly backups: readonly string[];
  /** where the record had come to here; null: the head file does not tell */
  readonly last: LastKnown | null;
}

/** What the head file knows of the end of a log, whatever is left of the log. */
export interface LastKnown {
  readonly storeId: string;
  readonly seq: number;
  readonly hash: string;
  /** ms since 1970 UTC: when that was noted */
  readonly at: number;
}

export interface RescueNeeds {
  readonly store: string;
  /** folder of device keys and heads */
  readonly home: string;
}

/** Keeps a copy of a damaged store, and says what there is to come back from. Never rejects. */
export async function rescueOf({ store, home }: RescueNeeds): Promise<Rescue> {
  const path = realName(store);
  const copy = await keepDamaged(path).catch(() => null);
  const device = deviceBoundTo(home, path);
  const backups = device ? listBackups(backupFolder(home, device.storeId)) : [];
  return { copy, backups: backups.map((backup) => backup.path), last: lastKnown(home, path) };
}

/** @param store  its real name */
export function lastKnown(home: string, store: string): LastKnown | null {
  const device = deviceBoundTo(home, store);
  const reading = device && readHead(home, device);
  if (!reading?.ok || reading.value.kind !== 'head') return null;
  const { storeId, seq, hash, at } = reading.value.head;
  return { storeId, seq, hash, at };
}

/**
 * Copies the files of a store into a folder beside it, named for when the store was last changed: the same damage is
 * kept once, however often it is met.
 */
async function keepDamaged(store: string): Promise<string> {
  const changed = new Date(statSync(store).mtimeMs).toISOString().slice(0, 19).replaceAll(':', '-');
  const folder = `${store}.damaged-${changed}Z`;
  if (existsSync(folder)) return folder;
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  for (const suffix of ['', '-wal']) {
    if (!existsSync(store + suffix)) continue;
    const to = join(partial, basename(store) + suffix);
    await copyFile(store + suffix, to);
    await syncFile(to);
  }
  await rename(partial, folder);
  await syncFolder(join(folder, '..'));
  return folder;
}
