import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durableFile.ts';

const FILE = 'known-devices';
const Pins = z.record(z.string(), z.string());

/** Device ids and the public key (hex) that each had when this installation first met it. */
export type Pins = ReadonlyMap<string, string>;

/**
 * The devices of a store that this installation knows. A chain in the log that is not among them, or has another key,
 * was not written by any of them: whoever can write the file can make up a device, but not put it in here.
 *
 * @param folder  as `deviceFolder` gives it
 * @returns null when this installation has never continued the store
 */
export function readPins(folder: string): Pins | null {
  const path = join(folder, FILE);
  if (!existsSync(path)) return null;
  return new Map(Object.entries(Pins.parse(JSON.parse(readFileSync(path, 'utf8')))));
}

/** Remembers devices from now on; a key that is remembered already is never replaced. */
export function pinDevices(
  folder: string,
  devices: readonly { readonly deviceId: string; readonly publicKey: string }[],
): void {
  const pins = new Map(devices.map(({ deviceId, publicKey }) => [deviceId, publicKey]));
  for (const [deviceId, publicKey] of readPins(folder) ?? []) pins.set(deviceId, publicKey);
  writeDurably(join(folder, FILE), `${JSON.stringify(Object.fromEntries(pins), null, 2)}\n`);
}
