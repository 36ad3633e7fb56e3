import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backupsToDrop } from '../../shared/backup/keepRule.ts';

/** A backup that the app made by itself. */
export interface BackupFile {
  /** absolute */
  readonly path: string;
  readonly file: string;
  /** when it was begun, ms since 1970 UTC, as its name says */
  readonly at: number;
  readonly bytes: number;
}

const NAME = /^backup-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.sqlite$/;

/** Where the app keeps its own backups of a store. */
export const backupFolder = (home: string, storeId: string): string => join(home, 'backups', storeId);

/** `backup-2026-11-21T15-20-00Z.sqlite`. @param at  ms since 1970 UTC */
export const backupName = (at: number): string =>
  `backup-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z.sqlite`;

/** The backups in the app's own folder, the newest first. */
export function listBackups(folder: string): readonly BackupFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((file): readonly BackupFile[] => {
      const [, day, hour, minute, second] = NAME.exec(file) ?? [];
      if (day === undefined) return [];
      const path = join(folder, file);
      return [{ path, file, at: Date.parse(`${day}T${hour}:${minute}:${second}Z`), bytes: statSync(path).size }];
    })
    .sort((a, b) => b.at - a.at);
}

/** Makes the folder, for its owner alone, and takes away what a backup that was ended early left in it. */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const file of readdirSync(folder)) if (file.startsWith('.')) rmSync(join(folder, file), { force: true });
}

/** Takes away the backups that the rule does not keep. @returns their names */
export function dropOld(folder: string, now: number): readonly string[] {
  const files = listBackups(folder);
  const drop = new Set(
    backupsToDrop(
      files.map(({ at }) => at),
      now,
    ),
  );
  const gone = files.filter(({ at }) => drop.has(at));
  for (const { path } of gone) rmSync(path, { force: true });
  return gone.map(({ file }) => file);
}
