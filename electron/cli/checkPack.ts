import { readFile, stat } from 'node:fs/promises';
import { keyDigits } from '../../shared/pack/packFormat.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { packWords } from '../../shared/uiWordsPack.ts';
import { verifyPack } from '../pack/verifyPack.ts';
import { whyUnreadable } from '../store/writeAside.ts';
import { writeJson, writeRefusal } from './answer.ts';
import type { Terminal } from './terminal.ts';

/** What a process reads in one piece, bytes. */
const MAX_BYTES = 2 ** 31 - 1;
/** The first bytes of a zip archive, and of a store. */
const ZIP = 'PK\u0003\u0004';
const STORE = 'SQLite format 3\0';

/**
 * Checks a custody pack and says what is proven.
 *
 * @param path  absolute
 * @param key   the fingerprint or public key that the organisation told, in digits as people write them
 * @returns the exit status: 1 if anything is broken
 */
export async function checkPack(path: string, key: string | undefined, terminal: Terminal): Promise<number> {
  const known = key === undefined ? null : keyDigits(key);
  if (key !== undefined && known === null) {
    return writeRefusal(terminal, {
      code: 'INVALID',
      details: { field: 'key', why: 'is no fingerprint: 64 digits, 0–9 and a–f' },
    });
  }
  const bytes = await read(path);
  if (!bytes.ok) return writeRefusal(terminal, bytes.error);
  const verdict = verifyPack(bytes.value, known);
  for (const { verdict: how, text } of verdict.statements)
    terminal.say(`${packWords.verdicts[how].padEnd(12)} ${text}`);
  await writeJson(terminal, verdict);
  return verdict.ok ? 0 : 1;
}

async function read(path: string): Promise<Result<Uint8Array>> {
  try {
    if ((await stat(path)).size > MAX_BYTES) return refuse('CANNOT_READ', { path, why: packWords.archive.size });
    const bytes = await readFile(path);
    const begins = (text: string) => bytes.subarray(0, text.length).equals(Buffer.from(text, 'latin1'));
    if (begins(ZIP)) return accept(bytes);
    return refuse('CANNOT_READ', { path, why: begins(STORE) ? packWords.isStore : packWords.isNoPack });
  } catch (error) {
    const why = whyUnreadable(error);
    if (why === null) throw error;
    return refuse('CANNOT_READ', { path, why });
  }
}
