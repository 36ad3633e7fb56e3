import { join } from 'node:path';
import { systemClock } from '../../shared/time.ts';
import { answer, type Report } from '../ipc/answer.ts';
import { openHandlers } from '../ipc/handlers.ts';
import { openImportKeeper } from '../ipc/importKeeper.ts';
import { openJobKeeper } from '../ipc/jobKeeper.ts';
import { openSessionKeeper } from '../ipc/sessionKeeper.ts';
import { openStoreKeeper } from '../ipc/storeKeeper.ts';
import { migrationsFolder } from '../store/migrate.ts';
import { idleBackups } from './idleBackups.ts';
import { idleLabels } from './idleLabels.ts';
import { idlePacks } from './idlePacks.ts';
import { idleReports } from './idleReports.ts';
import { idleStores, never } from './idleStores.ts';

/** The main process without its window, its dialogs and its workers: everything that a message can reach. */
export function openIdleMain(folder: string, report: Report) {
  const home = join(folder, 'home');
  const ownPath = join(folder, 'store.sqlite');
  const stores = openStoreKeeper({ ...idleStores, ownPath, home, migrations: migrationsFolder, report });
  const sessions = openSessionKeeper({
    custody: stores.custody,
    clock: systemClock,
    lockAfterMs: stores.lockAfterMs,
    announce: () => undefined,
  });
  const jobs = openJobKeeper({ announce: () => undefined, newId: () => 'job', now: Date.now, report });
  const handlers = openHandlers({
    stores,
    sessions,
    jobs,
    reports: idleReports(home),
    backups: idleBackups(home, { stores, sessions }),
    labels: idleLabels(),
    packs: idlePacks(),
    imports: openImportKeeper({
      home,
      migrations: migrationsFolder,
      clock: systemClock,
      jobs,
      newId: () => 'list',
      startImport: never,
    }),
    info: () => ({ version: '1', electron: '33', packaged: false, theme: 'system' }),
    setTheme: () => undefined,
    saveText: async () => ({ ok: true, value: null }),
    fault: () => undefined,
  });
  return {
    home,
    ownPath,
    stores,
    sessions,
    /** One message of the window, and what it gets: the same way as over IPC. */
    say: (to: Parameters<typeof answer>[0], text: string): Promise<string> => answer(to, handlers, text, report),
  };
}
