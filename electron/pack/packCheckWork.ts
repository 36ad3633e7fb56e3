import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { CheckedPack } from '../../shared/pack/checkedPack.ts';
import { checkPack } from '../../shared/pack/checkPack.ts';
import type { PackManifest } from '../../shared/pack/packFormat.ts';
import { safeText } from '../../shared/pack/safeText.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { packCheckWords } from '../../shared/uiWordsPackCheck.ts';
import { whyUnreadable } from '../store/writeAside.ts';
import { nodePrimitives } from './nodePrimitives.ts';
import type { PackCheckNeeds } from './packNeeds.ts';

/** What a process reads in one piece, bytes. */
export const MAX_PACK_BYTES = 2 ** 31 - 1;
/** Read at once, bytes. */
const PIECE = 4 * 1024 * 1024;
/** Between two words on how far it is, ms. */
const BETWEEN_MS = 100;
/** Statements that are shown: one for each file, and a few for each device. */
const SHOWN_STATEMENTS = 200;

/**
 * Checks a pack from its file alone. Nothing of it is run, or written anywhere.
 *
 * @returns CANNOT_READ `{path, why}` for what is no file of a pack's size
 */
export async function packCheckWork(
  { path, key }: PackCheckNeeds,
  progress: (done: number, total: number) => void,
): Promise<Result<CheckedPack>> {
  const read = await readPack(path);
  if (!read.ok) return read;
  const bytes = read.value;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const steps = checkPack(bytes, key, nodePrimitives);
  let said = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) {
      const { ok, statements, manifest } = step.value;
      return accept({
        sha256,
        bytes: bytes.length,
        ok,
        known: ok && key !== null,
        statements: statements.slice(0, SHOWN_STATEMENTS),
        says: manifest && saysOf(manifest),
      });
    }
    const now = Date.now();
    if (now - said < BETWEEN_MS) continue;
    said = now;
    progress(step.value.done, step.value.of);
  }
}

/** The whole file, if it is one: neither a device nor a pipe, however it came to be named. */
async function readPack(path: string): Promise<Result<Uint8Array>> {
  let file: FileHandle | null = null;
  try {
    // A pipe that nobody writes to would hold up whoever opens it; Windows has no such flag, and no such pipes.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = await file.stat();
    if (!found.isFile()) return refuse('CANNOT_READ', { path, why: packCheckWords.noFile });
    if (found.size > MAX_PACK_BYTES) return refuse('CANNOT_READ', { path, why: packCheckWords.tooLarge });
    const bytes = Buffer.alloc(found.size);
    let at = 0;
    while (at < bytes.length) {
      const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, bytes.length - at), at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return accept(bytes.subarray(0, at));
  } catch (error) {
    const why = whyUnreadable(error);
    if (why === null) throw error;
    return refuse('CANNOT_READ', { path, why });
  } finally {
    await file?.close();
  }
}

function saysOf({ organisation, about, madeAt, madeBy, signer, events, files }: PackManifest): CheckedPack['says'] {
  return {
    organisation: safeText(organisation),
    report: safeText(about.report),
    subject: about.subject === null ? null : safeText(about.subject),
    documentNumber: safeText(about.documentNumber),
    madeAt,
    madeBy: madeBy === null ? null : safeText(madeBy.name),
    device: safeText(signer.shortCode),
    fingerprint: signer.fingerprint,
    entries: events.count,
    whole: events.whole,
    files: files.map(({ name, bytes }) => ({ name, bytes })),
  };
}
