import { accept, type Result, refuse } from '../../shared/result.ts';
import { copyStore, witnessOf } from '../store/backup.ts';
import { readMigrations } from '../store/migrate.ts';
import { isPartOfStore } from '../store/storeFiles.ts';
import { type WrittenFile, writeAside } from '../store/writeAside.ts';
import { verifyStore } from '../verify.ts';

export interface Backup extends WrittenFile {
  readonly events: number;
  readonly chainHead: { readonly seq: number; readonly hash: string } | null;
}

export interface BackupNeeds {
  readonly store: string;
  readonly out: string;
  /** folder of device keys and heads */
  readonly home: string;
  /** folder of the numbered SQL files */
  readonly migrations: string;
  readonly stop: AbortSignal;
  /** parts of a thousand: the first half is copying, the second checking */
  onProgress?(done: number, total: number): void;
}

/** Of a thousand. */
const HALF = 500;

/**
 * Writes a copy of a store that may be in use, and calls it a backup only after all of it was checked.
 *
 * @returns CANNOT_WRITE, why the store cannot be read, or STORE_DAMAGED `{path, why, findings}`: the copy is not kept
 */
export async function backupStore({
  store,
  out,
  home,
  migrations,
  stop,
  onProgress,
}: BackupNeeds): Promise<Result<Backup>> {
  if (isPartOfStore(out, store)) return refuse('CANNOT_WRITE', { path: out, why: 'it is the store itself' });
  const known = readMigrations(migrations);
  const witness = witnessOf(store, home, known);
  if (!witness.ok) return witness;

  let events = 0;
  let chainHead: Backup['chainHead'] = null;
  const written = await writeAside(out, async (aside) => {
    const part = (from: number) => (done: number, total: number) =>
      onProgress?.(from + (total === 0 ? HALF : Math.floor((done / total) * HALF)), 2 * HALF);
    const copied = await copyStore(store, aside, { migrations: known, stop, onProgress: part(0) });
    if (!copied.ok) return copied;
    const report = verifyStore({
      path: aside,
      home,
      migrations,
      onProgress: part(HALF),
      shouldStop: () => stop.aborted,
    });
    stop.throwIfAborted();
    const findings = [...witness.value(aside), ...report.findings];
    const [first] = findings;
    if (first) return refuse('STORE_DAMAGED', { path: store, why: first.message, findings });
    ({ events, head: chainHead } = report);
    return accept(null);
  });
  return written.ok ? accept({ ...written.value, events, chainHead }) : written;
}
