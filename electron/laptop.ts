import { createHash } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { StoreHealth } from '../shared/contract/answers.ts';
import { formatInstant } from '../shared/time.ts';
import type { Device } from './store/device.ts';
import type { OperatorSecrets } from './store/operatorSecrets.ts';

/** What `store.health` says of this laptop. @param device  null: the store is a copy that is read */
export function laptopHealth(
  path: string,
  device: Device | null,
  secrets: OperatorSecrets,
): Omit<StoreHealth, 'verified' | 'backup'> {
  const made = device && secrets.find(device.storeId);
  return {
    freeBytes: freeBytes(path),
    recoveryCodeSetAt: made ? formatInstant(made.setAt) : null,
    device: device && deviceIdentity(device),
  };
}

/** Bytes that the disk of a file has left for us; null where it does not say. */
function freeBytes(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Who this laptop is in a store, for two people to compare. */
function deviceIdentity({ deviceId, shortCode, publicKey }: Device): NonNullable<StoreHealth['device']> {
  const fingerprint = createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex');
  return { deviceId, shortCode, host: hostname(), publicKey, fingerprint };
}
