import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hashPin } from '../../electron/auth/pin.ts';
import { openDatabase } from '../../electron/store/database.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import { openOperatorSecrets } from '../../electron/store/operatorSecrets.ts';
import { type BigStore, bigStore, copyOf, type Size } from '../lib/bigStore.ts';
import { value } from '../lib/value.ts';

export const PIN = '135790';

/** A copy of the large store in which its admin Ada can sign in, and how to take it away again. */
export async function storeToOpen(
  cache: string,
  size: Size,
): Promise<{ readonly store: BigStore; readonly folder: string; remove(): void }> {
  const made = bigStore(cache, size);
  const folder = mkdtempSync(join(cache, 'app-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const store = copyOf(made, join(folder, 'copy'));
  const { db, close } = value(openDatabase(store.path, { migrations: readMigrations(migrationsFolder) }));
  openOperatorSecrets(db).setPin(store.operatorId, await hashPin(PIN), Date.now());
  close();
  return { store, folder, remove };
}
