import { openDatabase, type StoreDatabase } from '../../electron/store/database.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import type { BigStore } from './bigStore.ts';
import { median, timed } from './timing.ts';
import { value } from './value.ts';

export const openRead = ({ path }: Pick<BigStore, 'path'>): StoreDatabase =>
  value(openDatabase(path, { readonly: true, migrations: readMigrations(migrationsFolder) }));

/**
 * SQLite adding up the length of every payload: each row of the log is met once and none of them leaves C. What a walk
 * over the whole log is held against.
 *
 * @returns ms, the middle of three
 */
export function scanC(db: StoreDatabase['db']): number {
  const sum = db.prepare('SELECT sum(length(data) + length(changes)) FROM events');
  return median([0, 1, 2].map(() => timed(() => sum.get()).ms));
}
