import { rmSync, statfsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Below this a laptop is about to fill up, and whoever works on it should know. */
const LOW_BYTES = 500 * 1024 * 1024;
/** Enough for some hundred commands, a clean close and the log of both. */
const RESERVE_BYTES = 16 * 1024 * 1024;
const STEP_BYTES = 1024 * 1024;

/** A file beside a store that only keeps room on its disk. */
const reservePath = (store: string): string => `${store}-reserve`;

/** Bytes that the disk of a file has left for us; null where it does not say. */
export function freeBytes(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Is there so little room left that somebody should make more? The reserve does not count as room. */
export function isLow(store: string): boolean {
  const free = freeBytes(store);
  return free !== null && free < LOW_BYTES;
}

/**
 * Keeps room beside a store, while there is plenty. Written, not just sized: a sparse file keeps nothing.
 *
 * @returns whether the room is kept now
 */
export async function keepReserve(store: string): Promise<boolean> {
  const path = reservePath(store);
  if (statSync(path, { throwIfNoEntry: false })?.size === RESERVE_BYTES) return true;
  if (isLow(store)) return false;
  try {
    const file = await open(path, 'w', 0o600);
    try {
      const zeros = Buffer.alloc(STEP_BYTES);
      for (let at = 0; at < RESERVE_BYTES; at += STEP_BYTES) await file.write(zeros, 0, STEP_BYTES, at);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch {
    giveUpReserve(store);
    return false;
  }
}

/** Makes the kept room free, when the disk is full: what is at work can be finished. @returns whether there was any */
export function giveUpReserve(store: string): boolean {
  const path = reservePath(store);
  const kept = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
  rmSync(path, { force: true });
  return kept;
}
