import { z } from 'zod';
import * as f from '../shared/contract/fields.ts';
import { invalid } from '../shared/contract/parse.ts';
import { accept, type Result, refuse } from '../shared/result.ts';
import { systemClock } from '../shared/time.ts';
import { hashPin, pinSchema } from './auth/pin.ts';
import { type Custody, compose, type OpenOptions } from './custody.ts';
import { beginChain } from './lifecycle/beginChain.ts';
import { newUuid } from './newUuid.ts';
import { appFolder } from './store/appFolder.ts';
import { createDatabase } from './store/database.ts';
import { createDevice } from './store/device.ts';
import { openHeadFile } from './store/headFile.ts';
import { migrationsFolder, readMigrations } from './store/migrate.ts';
import { openOperatorSecrets } from './store/operatorSecrets.ts';
import { refusalOfSqlite } from './store/sqliteErrors.ts';

/** As the commands that change them later have them. */
const namesForm = z.object({ organisation: f.label(200), admin: f.personName });

/** Creates a store with its first admin; there must be nothing at `path` yet. */
export async function createStore(
  options: OpenOptions & { readonly organisation: string; readonly admin: string; readonly pin: string },
): Promise<Result<Custody>> {
  const names = namesForm.safeParse({ organisation: options.organisation, admin: options.admin });
  if (!names.success) return invalid(names.error);
  const { organisation, admin } = names.data;
  if (!pinSchema.safeParse(options.pin).success) {
    return refuse('INVALID', { field: 'pin', why: 'must be 6 to 12 digits' });
  }
  const pinHash = await hashPin(options.pin);
  const created = createDatabase(options.path, readMigrations(options.migrations ?? migrationsFolder));
  if (!created.ok) return created;
  const store = created.value;
  const { clock = systemClock, newId = newUuid, home = appFolder() } = options;
  const now = Math.trunc(clock.now());
  const storeId = newId(now);
  const device = createDevice(home, store.path, storeId, newId(now), []);
  if (!device.ok) {
    store.close();
    return device;
  }
  const head = openHeadFile(home, device.value);
  if (!head.ok) {
    store.close();
    return head;
  }
  const adminId = newId(now);
  const facts = [
    { streamType: 'store', streamId: storeId, type: 'STORE_CREATED', data: { storeId, organisation } },
    { streamType: 'operator', streamId: adminId, type: 'OPERATOR_ADDED', data: { name: admin, role: 'admin' } },
    { streamType: 'operator', streamId: adminId, type: 'OPERATOR_PIN_SET', data: {} },
  ] as const;
  try {
    // All together: a store whose admin has no PIN could never be used.
    beginChain(store, device.value, clock, newId, facts, () =>
      openOperatorSecrets(store.db).setPin(adminId, pinHash, now),
    );
  } catch (error) {
    head.value.close();
    store.close();
    const refused = refusalOfSqlite(error, { path: options.path });
    if (!refused) throw error;
    return refused;
  }
  return accept(compose(store, options, device.value, head.value));
}
