import { hash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { accept, type Result } from '../../shared/result.ts';
import { type Device, deviceFolder } from './device.ts';
import { writeDurably } from './durableFile.ts';
import { refusalOfFile } from './sqliteErrors.ts';

/**
 * Where a device's chain had come to, kept outside the store: what alone shows that the end of the log was cut off, or
 * the whole file replaced by an older one.
 */
const Head = z.object({
  storeId: z.string(),
  deviceId: z.string(),
  /** the device's last event */
  deviceSeq: z.int(),
  hash: z.string(),
  /** the last event of all in the store */
  seq: z.int(),
  /** ms since 1970 UTC */
  at: z.int(),
  /** set when the store was closed in order: nothing was to follow until this device opens it again */
  closed: z.boolean(),
});
export type Head = Readonly<z.infer<typeof Head>>;

export type HeadReading =
  | { readonly kind: 'head'; readonly head: Head }
  /** no file, though the device's key is there */
  | { readonly kind: 'missing' }
  /** a file in which no slot is whole and of this device */
  | { readonly kind: 'damaged' };

export interface HeadFile {
  /**
   * Overwrites the older of the two slots, without waiting for the disk: a head that lags behind is no alarm.
   *
   * @returns false when it could not be written; the events themselves are not concerned
   */
  write(position: HeadPosition): boolean;
  /** Signs the last head with the device's key and waits for the disk. @returns false when there is none, or it could not */
  sync(): boolean;
  close(): void;
}

export type HeadPosition = Omit<Head, 'storeId' | 'deviceId'>;

const SLOT_BYTES = 1024;
/** Each slot begins a block of its own, so that a torn write spoils one. */
const BLOCK_BYTES = 4096;
const SLOTS = 2;
const MAC_DIGITS = 64;
/** `n` tells which slot is newer; `signature` is put there by `sync`: Ed25519, hex, see `signedBytes`. */
const Slot = z.object({ n: z.int(), head: Head, signature: z.string().nullable() });
type Slot = z.infer<typeof Slot>;

/** Reads the newest whole head of a device. */
export function readHead(home: string, device: Device): Result<HeadReading> {
  const path = headPath(home, device);
  try {
    if (!existsSync(path)) return accept({ kind: 'missing' });
    const slot = newestSlot(readFileSync(path), device);
    return accept(slot ? { kind: 'head', head: slot.head } : { kind: 'damaged' });
  } catch (error) {
    const refused = refusalOfFile(error, 'CANNOT_READ', { path });
    if (!refused) throw error;
    return refused;
  }
}

/**
 * Opens a device's head file to be written, making it when there is none. Read and check what is there before the
 * first `write`, and `sync` after a device's first event: from then on a missing head is an alarm.
 *
 * @returns `CANNOT_WRITE` when no head can be kept there
 */
export function openHeadFile(home: string, device: Device): Result<HeadFile> {
  const path = headPath(home, device);
  let fd: number;
  let newest: Slot | null;
  try {
    if (!existsSync(path)) writeDurably(path, ' '.repeat(SLOTS * BLOCK_BYTES));
    newest = newestSlot(readFileSync(path), device);
    fd = openSync(path, 'r+');
  } catch (error) {
    const refused = refusalOfFile(error, 'CANNOT_WRITE', { path });
    if (!refused) throw error;
    return refused;
  }

  let open = true;
  const put = (head: Head, signature: string | null): boolean => {
    // A closed descriptor's number may be another file's by now.
    if (!open) return false;
    const slot: Slot = { n: (newest?.n ?? 0) + 1, head, signature };
    try {
      writeSync(fd, slotBytes(slot, device), 0, SLOT_BYTES, (slot.n % SLOTS) * BLOCK_BYTES);
    } catch {
      return false;
    }
    newest = slot;
    return true;
  };

  return accept({
    write: ({ deviceSeq, hash: last, seq, at, closed }) =>
      put({ storeId: device.storeId, deviceId: device.deviceId, deviceSeq, hash: last, seq, at, closed }, null),
    sync() {
      try {
        if (!newest || !put(newest.head, device.sign(signedBytes(newest.head)).toString('hex'))) return false;
        fsyncSync(fd);
        return true;
      } catch {
        return false;
      }
    },
    close() {
      if (open) closeSync(fd);
      open = false;
    },
  });
}

const headPath = (home: string, { storeId, deviceId }: Device): string =>
  join(deviceFolder(home, storeId), `${deviceId}.head`);

/** What a signature covers: the head's values as a JSON list, for whoever keeps a copy of the file elsewhere. */
const signedBytes = ({ storeId, deviceId, deviceSeq, hash: last, seq, at, closed }: Head): Buffer =>
  Buffer.from(JSON.stringify([storeId, deviceId, deviceSeq, last, seq, at, closed]));

/**
 * One line of text that fills the slot: 64 hex digits, a space, JSON, spaces. The digits are SHA-256 over a secret of
 * the device and the rest of the slot: a checksum that costs a hundredth of a signature and that only this device can
 * make. (Slots have one length, so none can be made from another by lengthening it.)
 */
function slotBytes(slot: Slot, device: Device): Buffer {
  const bytes = Buffer.alloc(SLOT_BYTES, ' ');
  const length = bytes.write(JSON.stringify(slot), MAC_DIGITS + 1);
  if (length > SLOT_BYTES - MAC_DIGITS - 2) throw new Error('a head does not fit into its slot');
  bytes[SLOT_BYTES - 1] = 0x0a;
  bytes.write(macOf(bytes, device), 0, 'latin1');
  return bytes;
}

const macOf = (slot: Buffer, { headSecret }: Device): string =>
  hash('sha256', Buffer.concat([headSecret, slot.subarray(MAC_DIGITS)]), 'hex');

function newestSlot(file: Buffer, device: Device): Slot | null {
  const slots = Array.from({ length: SLOTS }, (_, i) => {
    const start = i * BLOCK_BYTES;
    return readSlot(file.subarray(start, start + SLOT_BYTES), device);
  });
  return slots.reduce((newest, slot) => (slot && (!newest || slot.n > newest.n) ? slot : newest), null);
}

function readSlot(bytes: Buffer, device: Device): Slot | null {
  if (bytes.length !== SLOT_BYTES || bytes.toString('latin1', 0, MAC_DIGITS) !== macOf(bytes, device)) return null;
  const slot = Slot.parse(JSON.parse(bytes.toString('utf8', MAC_DIGITS)));
  const { head, signature } = slot;
  if (head.storeId !== device.storeId || head.deviceId !== device.deviceId) return null;
  if (signature !== null && !device.verify(signedBytes(head), Buffer.from(signature, 'hex'))) return null;
  return slot;
}
