import Database from 'better-sqlite3';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { type Chain, chains, storeIdOf } from './chains.ts';
import { checkHead } from './checkHead.ts';
import { openDatabase } from './database.ts';
import { deriveAnew } from './deriveAnew.ts';
import { findDevice } from './device.ts';
import type { Finding } from './findings.ts';
import { readHead } from './headFile.ts';
import { type Migration, migrate } from './migrate.ts';
import { schemaFindings } from './schemaFingerprint.ts';
import { refusalOfSqlite } from './sqliteErrors.ts';

/** Which store a file is, and where its log ends. */
export interface StoreTip {
  readonly storeId: string;
  readonly seq: number;
  /** of the last event, hex */
  readonly hash: string;
  readonly chains: readonly Chain[];
}

export interface CopyOptions {
  readonly migrations: readonly Migration[];
  readonly stop?: AbortSignal;
  /** pages */
  onProgress?(done: number, total: number): void;
}

/** Pages copied between two looks at the rest of the world: about 4 MB, some milliseconds. */
const PAGES_PER_STEP = 1000;

/**
 * Copies a store as it is at this moment into a new file, while others go on writing to it: a copy of the bare file
 * would miss what still lies in its -wal, or tear. The copy is one file by itself, without -wal, so that it can be
 * read from a stick that is write-protected. It is neither verified nor synced; the caller does both.
 *
 * @returns why the store cannot be opened to be read, or CANNOT_WRITE; the signal's reason is thrown when stopped
 */
export async function copyStore(
  from: string,
  to: string,
  { migrations, stop, onProgress }: CopyOptions,
): Promise<Result<null>> {
  const source = openDatabase(from, { readonly: true, migrations });
  if (!source.ok) return source;
  const { db } = source.value;
  try {
    // A read transaction pins the moment: without it every commit of another process would start the copy anew.
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    await db.backup(to, {
      progress({ totalPages, remainingPages }) {
        stop?.throwIfAborted();
        onProgress?.(totalPages - remainingPages, totalPages);
        return PAGES_PER_STEP;
      },
    });
    makeOneFile(to);
    return accept(null);
  } catch (error) {
    const refused = refusalOfSqlite(error, { path: to }, { SQLITE_CANTOPEN: 'CANNOT_WRITE' });
    if (!refused) throw error;
    return refused;
  } finally {
    source.value.close();
  }
}

/** Takes the copy out of WAL mode, which its header has from the store. */
function makeOneFile(path: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    const mode = copy.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') throw new Error(`the copy stays in journal mode ${String(mode)}`);
  } finally {
    copy.close();
  }
}

/**
 * Brings a copy that nobody else has open to the newest schema, as opening it for writing would.
 *
 * @returns what differs from the schema of the release that wrote it; nothing is changed then
 */
export function bringUpToDate(path: string, migrations: readonly Migration[]): readonly Finding[] {
  const db = new Database(path, { fileMustExist: true });
  try {
    const findings = schemaFindings(db, migrations);
    if (findings.length === 0) migrate(db, migrations, deriveAnew);
    return findings;
  } finally {
    db.close();
  }
}

/** @returns why the file cannot be opened as a store, or STORE_DAMAGED when its log cannot be read */
export function readTip(path: string, migrations: readonly Migration[]): Result<StoreTip> {
  const opened = openDatabase(path, { readonly: true, migrations });
  if (!opened.ok) return opened;
  const { db, close } = opened.value;
  try {
    const storeId = storeIdOf(db);
    const last = db
      .prepare<[], { seq: number; hash: string }>(
        'SELECT seq, lower(hex(hash)) AS hash FROM events ORDER BY seq DESC LIMIT 1',
      )
      .get();
    if (storeId === null || !last) return refuse('STORE_DAMAGED', { path, why: 'the log is empty' });
    return accept({ storeId, ...last, chains: chains(db) });
  } catch (error) {
    const refused = refusalOfSqlite(error, { path }, { SQLITE_ERROR: 'STORE_DAMAGED' });
    if (!refused) throw error;
    return refused;
  } finally {
    close();
  }
}

/**
 * What this installation knows of the end of a store's log, to be asked before a copy is made and held against the
 * copy afterwards: events that it saw recorded by now must be in there.
 */
export function witnessOf(
  path: string,
  home: string,
  migrations: readonly Migration[],
): Result<(copy: string) => readonly Finding[]> {
  const tip = readTip(path, migrations);
  if (!tip.ok) return tip;
  const device = findDevice(home, path, tip.value.storeId, tip.value.chains, 'read');
  if (!device.ok) return device;
  if (!device.value) return accept(() => []);
  const { deviceId } = device.value;
  const reading = readHead(home, device.value);
  if (!reading.ok) return reading;
  return accept((copy) => {
    const opened = openDatabase(copy, { readonly: true, migrations });
    if (!opened.ok) throw new Error(`the copy cannot be opened: ${opened.error.code}`);
    try {
      const findings = checkHead(opened.value.db, reading.value, deviceId);
      // Whoever opened the store since the head was read has written to it in order.
      return findings.filter(({ code }) => code !== 'FOREIGN_EVENTS');
    } finally {
      opened.value.close();
    }
  });
}
