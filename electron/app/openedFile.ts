import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { packCheckWords } from '../../shared/uiWordsPackCheck.ts';
import { MAX_PACK_BYTES } from '../pack/packCheckWork.ts';
import { whyUnreadable } from '../store/writeAside.ts';

/** As electron-builder.yml associates it. */
const ENDING = /[.]custodypack$/i;
/** Options whose value is the next word. */
const WITH_VALUE: ReadonlySet<string> = new Set(['--store']);

/**
 * The custody pack that the system started the app for: the first word that ends as one does and is no option, nor the
 * value of one.
 *
 * @returns absolute; null: it was not started for one
 */
export function packArgument(argv: readonly string[], cwd: string): string | null {
  const found = argv.find(
    (word, i) => i > 0 && ENDING.test(word) && !word.startsWith('-') && !WITH_VALUE.has(argv[i - 1] ?? ''),
  );
  return found === undefined ? null : resolve(cwd, found);
}

const handedOver = z.object({ pack: z.string().min(1).max(4096) });

/** The pack that a second start of the app hands to the first; null: none. @param data  from another process */
export function packHandedOver(data: unknown): string | null {
  const read = handedOver.safeParse(data);
  return read.success ? read.data.pack : null;
}

/**
 * Is it a file that can be a pack? Its name came from outside, so it may be anything; nothing of it is read here.
 *
 * @returns CANNOT_READ `{path, why}`
 */
export function lookAtPack(path: string): Result<{ readonly bytes: number }> {
  try {
    const found = statSync(path);
    if (!found.isFile()) return refuse('CANNOT_READ', { path, why: packCheckWords.noFile });
    if (found.size > MAX_PACK_BYTES) return refuse('CANNOT_READ', { path, why: packCheckWords.tooLarge });
    return accept({ bytes: found.size });
  } catch (error) {
    const why = whyUnreadable(error) ?? (error instanceof TypeError ? packCheckWords.noFile : null);
    if (why === null) throw error;
    return refuse('CANNOT_READ', { path, why });
  }
}

/** Files that come before there is anybody to take them: the last one waits. */
export function openInbox(first: string | null) {
  let waiting = first;
  let take: ((path: string) => void) | null = null;
  return {
    put(path: string): void {
      if (take) take(path);
      else waiting = path;
    },
    listen(taker: (path: string) => void): void {
      take = taker;
      if (waiting !== null) taker(waiting);
      waiting = null;
    },
  };
}
