import { openDatabase, type StoreDatabase } from '../../electron/store/database.ts';
import { migrationsFolder, readMigrations } from '../../electron/store/migrate.ts';
import type { BigStore } from './bigStore.ts';
import { timed } from './timing.ts';
import { value } from './value.ts';

export const openRead = ({ path }: Pick<BigStore, 'path'>): StoreDatabase =>
  value(openDatabase(path, { readonly: true, migrations: readMigrations(migrationsFolder) }));

/**
 * SQLite adding up the length of every payload: each row of the log is met once and none of them leaves C. What a walk
 * over the whole log is held against.
 *
 * @returns the least of five, ms by the clock and of the processor: what else runs can only add to it
 */
export function scanC(db: StoreDatabase['db']): Scan {
  const sum = db.prepare('SELECT sum(length(data) + length(changes)) FROM events');
  const times = Array.from({ length: 5 }, () => timed(() => sum.get()));
  return { ms: Math.min(...times.map(({ ms }) => ms)), cpuMs: Math.min(...times.map(({ cpuMs }) => cpuMs)) };
}

export type Scan = Pick<ReturnType<typeof timed>, 'ms' | 'cpuMs'>;
