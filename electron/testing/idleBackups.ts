import { type BackupKeeper, type BackupKeeperNeeds, openBackupKeeper } from '../ipc/backupKeeper.ts';
import { migrationsFolder } from '../store/migrate.ts';

/** Backups of a main process in which nobody asks for one. */
export function idleBackups(home: string, around: Pick<BackupKeeperNeeds, 'stores' | 'sessions'>): BackupKeeper {
  const never = (): never => {
    throw new Error('no backup is asked for here');
  };
  return openBackupKeeper({
    ...around,
    home,
    migrations: migrationsFolder,
    jobs: { begin: never },
    now: Date.now,
    startBackup: never,
    startRestore: never,
    chooseTarget: never,
    chooseSource: never,
  });
}
