import { hash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { putInPlaceFirst } from '../store/durableFile.ts';

/** Beside the key that signs events, outside the store and every backup of it (docs/adr/0111-a-pin-key-beside-the-store.md). */
const FILE = 'pin-key';
const KEY_BYTES = 32;
/** As many bytes as the PHC string of an argon2 hash has room for. */
const ID_BYTES = 8;

const KeyFile = z.object({ format: z.literal(1), key: z.string() });

/** What this laptop adds to a PIN before it is hashed: without it, a hash cannot be guessed at. */
export interface PinKey {
  /** tells one laptop's key from another's; 8 bytes, base64 without padding */
  readonly id: string;
  readonly secret: Buffer;
}

/**
 * The key of this laptop in a store; null: it has none, or none that can be read. It is read anew each time: another
 * process may have made it.
 *
 * @param folder  as `deviceFolder` gives it
 */
export function readPinKey(folder: string): PinKey | null {
  try {
    const file = KeyFile.parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
    const secret = Buffer.from(file.key, 'base64');
    return secret.length === KEY_BYTES ? { id: idOf(secret), secret } : null;
  } catch {
    // Not there, not readable, not ours: all the same to who asks. It is never written over.
    return null;
  }
}

/**
 * The key of this laptop, made where there is none yet. It is on the disk, under its name, before it is given out, and
 * of several processes that make one at once all get the same.
 *
 * @returns null when it cannot be kept (folder missing, disk full, a file system without hard links)
 */
export function makePinKey(folder: string): PinKey | null {
  const path = join(folder, FILE);
  if (existsSync(path) || !existsSync(folder)) return readPinKey(folder);
  const partial = `${path}.${process.pid}.partial`;
  try {
    const file: z.infer<typeof KeyFile> = { format: 1, key: randomBytes(KEY_BYTES).toString('base64') };
    writeFileSync(partial, `${JSON.stringify(file)}\n`, { mode: 0o600 });
    // Not over another: with that one somebody may have hashed meanwhile.
    putInPlaceFirst(partial, path);
  } catch {
    // Somebody else was first, or there is no key; reading tells which.
  } finally {
    rmSync(partial, { force: true });
  }
  return readPinKey(folder);
}

const idOf = (secret: Buffer): string =>
  Buffer.from(hash('sha256', Buffer.concat([Buffer.from('assettrack-pin-key-v1\0'), secret]), 'hex'), 'hex')
    .subarray(0, ID_BYTES)
    .toString('base64')
    .replaceAll('=', '');
