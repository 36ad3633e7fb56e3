import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomInt,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { JsonObject } from '../../shared/event.ts';
import { accept, type Result } from '../../shared/result.ts';
import type { Chain } from './chains.ts';
import { putInPlace, writeDurably } from './durableFile.ts';
import { pinDevices, readPins } from './pins.ts';
import { refusalOfFile } from './sqliteErrors.ts';

/** This installation in one store: the chain it continues, and the key that nobody else has. */
export interface Device {
  readonly storeId: string;
  readonly deviceId: string;
  /** three characters, unlike those of the store's other devices; stands in receipt numbers */
  readonly shortCode: string;
  /** Ed25519: 32 bytes in hex */
  readonly publicKey: string;
  /** for the head file: known to this installation alone, derived from the private key */
  readonly headSecret: Buffer;
  /** Ed25519 signature of 64 bytes */
  sign(bytes: Uint8Array): Buffer;
  verify(bytes: Uint8Array, signature: Uint8Array): boolean;
}

const Binding = z.object({ path: z.string(), dev: z.string(), ino: z.string() });
const KeyFile = z.object({
  format: z.literal(1),
  storeId: z.string(),
  deviceId: z.string(),
  shortCode: z.string(),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** PKCS #8, DER, base64 */
  privateKey: z.string(),
  /** the store's file that the device belongs to: a copy of it gets a device of its own */
  store: Binding,
});
type KeyFile = z.infer<typeof KeyFile>;
type Binding = z.infer<typeof Binding>;

/** No I and 1, no O and 0: a short code is read out and typed. */
const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 3;

/** Where an installation keeps what belongs to its devices in one store. An id that is no id names no folder. */
export function deviceFolder(home: string, storeId: string): string {
  return join(home, 'devices', /^[\w-]{36}$/.test(storeId) ? storeId : hash('sha256', storeId, 'hex'));
}

/**
 * The device as which this installation may continue the log of a store, or null: then its key is missing, or the
 * store is a copy (the file it was bound to still exists and is another), and the caller begins a new one.
 *
 * A store that was moved, or whose file was put in the same place anew, is bound again, unless `mode` is 'read'. Whether
 * it is an older state of itself, the head file tells.
 */
export function findDevice(
  home: string,
  storePath: string,
  storeId: string,
  chains: readonly Chain[],
  mode: 'write' | 'read',
): Result<Device | null> {
  const folder = deviceFolder(home, storeId);
  try {
    const here = bindingOf(storePath);
    const keys = readKeyFiles(folder).filter((key) => key.storeId === storeId);
    // Of several, the one that wrote last: the others belong to copies of this store.
    const candidates = chains
      .toSorted((a, b) => b.seq - a.seq)
      .flatMap(({ deviceId, publicKey }) =>
        keys.filter((key) => key.deviceId === deviceId && key.publicKey === publicKey),
      );
    const own = candidates.find(
      ({ store }) => isSameFile(store, here) || store.path === here.path || isGone(store.path),
    );
    if (!own) return accept(null);
    if (mode === 'write' && JSON.stringify(own.store) !== JSON.stringify(here)) {
      writeKeyFile(folder, { ...own, store: here });
    }
    return accept(toDevice(own));
  } catch (error) {
    const refused = refusalOfFile(error, mode === 'write' ? 'CANNOT_WRITE' : 'CANNOT_READ', { path: folder });
    if (!refused) throw error;
    return refused;
  }
}

/** The device of this installation whose store lies, or lay, at `storePath`: for a store that cannot be asked any more. */
export function deviceBoundTo(home: string, storePath: string): Device | null {
  const all = join(home, 'devices');
  if (!existsSync(all)) return null;
  const keys = readdirSync(all).flatMap((name) => readKeyFiles(join(all, name)));
  const own = keys.find(({ store }) => store.path === storePath);
  return own ? toDevice(own) : null;
}

/**
 * Makes a key for a new device of a store and keeps it, bound to the store's file. The device exists once its
 * `DEVICE_ADDED` is in the log; a key whose event was never written is not looked at again. The keys of the devices
 * that the store has by then are pinned with it.
 *
 * @param chains  of the log as it is: their short codes are taken
 * @returns `CANNOT_WRITE` when the key cannot be kept
 */
export function createDevice(
  home: string,
  storePath: string,
  storeId: string,
  deviceId: string,
  chains: readonly Chain[],
): Result<Device> {
  const folder = deviceFolder(home, storeId);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const taken = new Set(chains.map(({ shortCode }) => shortCode));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file: KeyFile = {
      format: 1,
      storeId,
      deviceId,
      shortCode: freshCode(taken),
      publicKey: rawPublicKey(publicKey),
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      store: bindingOf(storePath),
    };
    writeKeyFile(folder, file);
    pinDevices(folder, readPins(folder) ? [file] : [...chains, file]);
    return accept(toDevice(file));
  } catch (error) {
    const refused = refusalOfFile(error, 'CANNOT_WRITE', { path: folder });
    if (!refused) throw error;
    return refused;
  }
}

/**
 * Ends what this installation was in the store at `storePath`, before another state of that store is put there: a chain
 * that went on from an earlier event would fork. The keys stay, under a name at which nobody looks.
 *
 * @param storePath  real, whether or not a file lies there
 * @returns how many devices that were; `CANNOT_WRITE` when a key cannot be put away
 */
export function forgetDevices(home: string, storePath: string, storeId: string): Result<number> {
  const folder = deviceFolder(home, storeId);
  try {
    const here = isGone(storePath) ? null : bindingOf(storePath);
    const own = readKeyFiles(folder).filter(
      ({ store }) => store.path === storePath || isGone(store.path) || (here !== null && isSameFile(store, here)),
    );
    for (const { deviceId } of own) {
      const name = join(folder, `${deviceId}.json`);
      putInPlace(name, `${name}.replaced`);
    }
    return accept(own.length);
  } catch (error) {
    const refused = refusalOfFile(error, 'CANNOT_WRITE', { path: folder });
    if (!refused) throw error;
    return refused;
  }
}

/**
 * The `data` of a device's first event. A store that had other devices before says where it came to: the event before
 * the new chain.
 *
 * @param formerHead  of the last event in the log; null in a new store
 */
export function deviceAddedData(
  device: Device,
  formerHead: { readonly deviceId: string; readonly deviceSeq: number; readonly hash: string } | null,
): JsonObject {
  const { deviceId, shortCode, publicKey } = device;
  return { deviceId, shortCode, publicKey, formerHead };
}

function toDevice({ storeId, deviceId, shortCode, publicKey, privateKey }: KeyFile): Device {
  const der = Buffer.from(privateKey, 'base64');
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicHalf = createPublicKey(key);
  return {
    storeId,
    deviceId,
    shortCode,
    publicKey,
    headSecret: createHash('sha256').update('assettrack-head-v1\0').update(der).digest(),
    sign: (bytes) => sign(null, bytes, key),
    verify: (bytes, signature) => verify(null, bytes, publicHalf, signature),
  };
}

/** An Ed25519 key in SPKI ends with its 32 bytes (RFC 8410). */
const rawPublicKey = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

function readKeyFiles(folder: string): KeyFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.json'),
  );
  return names.flatMap(({ name }) => {
    const file = KeyFile.safeParse(parseJson(readFileSync(join(folder, name), 'utf8')));
    return file.success ? [file.data] : [];
  });
}

const writeKeyFile = (folder: string, file: KeyFile): void =>
  writeDurably(join(folder, `${file.deviceId}.json`), `${JSON.stringify(file, null, 2)}\n`);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function bindingOf(storePath: string): Binding {
  const path = realpathSync(storePath);
  const { dev, ino } = statSync(path, { bigint: true });
  return { path, dev: String(dev), ino: String(ino) };
}

const isSameFile = (one: Binding, other: Binding): boolean => one.dev === other.dev && one.ino === other.ino;

const isGone = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) === undefined;

function freshCode(taken: ReadonlySet<string>): string {
  for (;;) {
    const code = Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
    if (!taken.has(code)) return code;
  }
}
