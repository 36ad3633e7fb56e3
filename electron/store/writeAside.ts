import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { accept, type Result, refuse } from '../../shared/result.ts';

export interface WrittenFile {
  /** absolute */
  readonly path: string;
  readonly bytes: number;
  /** hex, of what was read back from the disk */
  readonly sha256: string;
}

/**
 * Makes a file in one step: whoever opens `path` finds the whole of it or what was there before, also after a crash.
 * `fill` writes a file beside it and may return the SHA-256 (hex) of what it wrote, which must then be read back.
 *
 * @returns CANNOT_WRITE `{path, why}` when the folder is missing, the disk is full and the like, and whatever `fill`
 *   refuses with; nothing is left behind then
 */
export async function writeAside(
  path: string,
  fill: (aside: string) => Promise<Result<string | null>>,
): Promise<Result<WrittenFile>> {
  const target = resolve(path);
  const folder = dirname(target);
  const obstacle = await findObstacle(target, folder);
  if (obstacle !== null) return refuse('CANNOT_WRITE', { path: target, why: obstacle });

  const aside = join(folder, `.${randomUUID()}.part`);
  try {
    const filled = await fill(aside);
    if (!filled.ok) return filled;
    await syncFile(aside);
    const written = { path: target, ...(await readBack(aside)) };
    if (filled.value !== null && filled.value !== written.sha256) {
      return refuse('CANNOT_WRITE', { path: target, why: 'what was read back is not what was written' });
    }
    await rename(aside, target);
    await syncFolder(folder);
    return accept(written);
  } catch (error) {
    const why = whyNot(error);
    if (why === null) throw error;
    return refuse('CANNOT_WRITE', { path: target, why, ...(why === REASONS.EBUSY ? { isOpen: true } : {}) });
  } finally {
    await rm(aside, { force: true });
  }
}

async function findObstacle(target: string, folder: string): Promise<string | null> {
  const around = await stat(folder).catch((error: unknown) => whyNot(error) ?? Promise.reject(error));
  if (typeof around === 'string') return around;
  if (!around.isDirectory()) return 'its folder is a file';
  const there = await stat(target).catch(() => null);
  if (there && !there.isFile()) return there.isDirectory() ? 'is a folder' : 'is no ordinary file';
  return null;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'is a folder',
  EACCES: 'writing there is not permitted',
  EPERM: 'writing there is not permitted',
  EBUSY: 'another program has the file open',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large for this disk',
  EIO: 'the disk reports an error',
  ENAMETOOLONG: 'the name is too long',
};

/** Why a file could not be written. @returns null for what no disk, folder or permission explains */
export function whyNot(error: unknown, platform: NodeJS.Platform = process.platform): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  // A file could be made in the folder, so it is the one in its place that Windows does not give up: somebody has it open.
  const inPlace = platform === 'win32' && 'syscall' in error && error.syscall === 'rename';
  const code = inPlace && (error.code === 'EPERM' || error.code === 'EACCES') ? 'EBUSY' : error.code;
  return REASONS[code] ?? null;
}

/** Why a file could not be read. @returns null for what no disk, folder or permission explains */
export function whyUnreadable(error: unknown): string | null {
  const why = whyNot(error);
  if (why === REASONS.ENOENT) return 'it is not there';
  return why === REASONS.EACCES ? 'reading it is not permitted' : why;
}

/** On return the file's bytes are on the disk, not just on their way. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** On return a rename in this folder is on the disk. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Bytes read at once while a file is read back. */
const PIECE = 256 * 1024;

/** Reads through one buffer: what streams leave behind of a gigabyte is collected late. */
async function readBack(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const file = await open(path, 'r');
  try {
    for (let bytes = 0; ; ) {
      const { bytesRead } = await file.read(piece, 0, PIECE);
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
      bytes += bytesRead;
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
