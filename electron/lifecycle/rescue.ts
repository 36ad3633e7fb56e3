import { existsSync, statSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readTip } from '../store/backup.ts';
import { deviceBoundTo } from '../store/device.ts';
import { readHead } from '../store/headFile.ts';
import { readMigrations } from '../store/migrate.ts';
import { realName } from '../store/storeFiles.ts';
import { syncFile, syncFolder } from '../store/writeAside.ts';
import { backupFolder, listBackups } from './backupFolder.ts';

/** What is left to somebody whose store is damaged. */
export interface Rescue {
  /** the folder in which a copy of the store as it was met lies; null: none could be kept */
  readonly copy: string | null;
  /** the newest of the app's own backups, each of which was verified when it was made; null: there is none */
  readonly backup: { readonly path: string; readonly at: number; readonly seq: number } | null;
  /** entries that were recorded here after that backup; null: the head file does not tell */
  readonly missing: number | null;
}

export interface RescueNeeds {
  readonly store: string;
  /** folder of device keys and heads */
  readonly home: string;
  /** folder of the numbered SQL files */
  readonly migrations: string;
}

/** Keeps a copy of a damaged store, and says what a restore would bring back and what not. Never rejects. */
export async function rescueOf({ store, home, migrations }: RescueNeeds): Promise<Rescue> {
  const path = realName(store);
  const copy = await keepDamaged(path).catch(() => null);
  const device = deviceBoundTo(home, path);
  if (!device) return { copy, backup: null, missing: null };
  const known = readMigrations(migrations);
  const found = listBackups(backupFolder(home, device.storeId)).flatMap(({ path: file, at }) => {
    const tip = readTip(file, known);
    return tip.ok ? [{ path: file, at, seq: tip.value.seq }] : [];
  });
  const backup = found[0] ?? null;
  const reading = readHead(home, device);
  const last = reading.ok && reading.value.kind === 'head' ? reading.value.head.seq : null;
  return { copy, backup, missing: backup && last !== null ? Math.max(0, last - backup.seq) : null };
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
