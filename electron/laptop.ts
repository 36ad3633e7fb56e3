import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { StoreHealth } from '../shared/contract/answers.ts';
import { formatInstant } from '../shared/time.ts';
import type { PinBinding } from './auth/pinBinding.ts';
import type { Device } from './store/device.ts';
import { freeBytes } from './store/diskReserve.ts';
import type { OperatorSecrets } from './store/operatorSecrets.ts';

/** What `store.health` says of this laptop. @param device  null: the store is a copy that is read */
export function laptopHealth(
  path: string,
  device: Device | null,
  secrets: OperatorSecrets,
  binding: Pick<PinBinding, 'count'>,
): Omit<StoreHealth, 'verified' | 'backup' | 'restored'> {
  const made = device && secrets.find(device.storeId);
  return {
    freeBytes: freeBytes(path),
    recoveryCodeSetAt: made ? formatInstant(made.setAt) : null,
    device: device && { ...deviceIdentity(device), pins: binding.count(secrets.pinHashes(device.storeId)) },
  };
}

/** Who this laptop is in a store, for two people to compare. */
function deviceIdentity({ deviceId, shortCode, publicKey }: Device): Omit<NonNullable<StoreHealth['device']>, 'pins'> {
  const fingerprint = createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex');
  return { deviceId, shortCode, host: hostname(), publicKey, fingerprint };
}
