import Database from 'better-sqlite3';
import { chains } from './chains.ts';
import { checkForm } from './checkForm.ts';
import { collectFindings, type Finding, type FindingCollector } from './findings.ts';
import { APPLICATION_ID } from './lookAtStore.ts';
import type { Migration } from './migrate.ts';
import type { Pins } from './pins.ts';
import { scanLog } from './scanLog.ts';
import { schemaFindings } from './schemaFingerprint.ts';

export interface VerifyOptions {
  readonly migrations: readonly Migration[];
  /** the devices this installation knows; null when it never continued the store: then every chain is new to it */
  readonly pins: Pins | null;
  readonly onProgress?: (done: number, total: number) => void;
  readonly shouldStop?: () => boolean;
}

export interface Verified {
  /** events looked at */
  readonly events: number;
  /** the check was asked to stop: what it found is true, but there may be more */
  readonly stopped: boolean;
}

/** Events looked at before work begins: some milliseconds. */
const TAIL = 1000;

/**
 * The check at start, beside that of the head: the devices and the last events. What lies further back is for
 * `verifyLog`, while work goes on.
 */
export function checkTail(db: Database.Database, pins: Pins | null = null, count = TAIL): readonly Finding[] {
  const found = collectFindings();
  attempt(found, () => checkDevices(db, pins, found));
  attempt(found, () => {
    const last = db.prepare<[], number | null>('SELECT max(seq) FROM events').pluck().get() ?? 0;
    scanLog(db, { fromSeq: Math.max(1, last - count + 1) }, found);
  });
  return found.report().findings;
}

/**
 * Checks the file, its schema, the devices and every event; not the head (`checkHead`), not the projections. Reads in
 * chunks and asks `shouldStop` between them; SQLite's own check comes last, because it runs in one piece.
 *
 * @param found  is told all that is wrong
 */
export function verifyLog(db: Database.Database, found: FindingCollector, options: VerifyOptions): Verified {
  const { migrations, pins, onProgress, shouldStop } = options;
  let events = 0;
  const steps = [
    () => checkSchema(db, migrations, found),
    () => checkDevices(db, pins, found),
    () => {
      events = scanLog(db, { fromSeq: 1, ...(onProgress && { onProgress }), ...(shouldStop && { shouldStop }) }, found);
    },
    () => checkForm(db, found, shouldStop),
    () => checkForeignKeys(db, found),
    () => checkIntegrity(db, found),
  ];
  for (const step of steps) {
    if (shouldStop?.()) return { events, stopped: true };
    attempt(found, step);
  }
  return { events, stopped: false };
}

/** A file too damaged to be read, or without its tables, is a finding, not an error of ours. */
function attempt({ add }: FindingCollector, step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    add({ code: 'INTEGRITY', message: `The database cannot be read: ${error.message}.` });
  }
}

function checkSchema(db: Database.Database, migrations: readonly Migration[], { add }: FindingCollector): void {
  const id = Number(db.pragma('application_id', { simple: true }));
  if (id !== APPLICATION_ID) {
    add({ code: 'APPLICATION_ID', message: 'The file is not marked as a store of this program.' });
  }
  for (const finding of schemaFindings(db, migrations)) add(finding);
}

function checkDevices(db: Database.Database, pins: Pins | null, { add }: FindingCollector): void {
  if (!pins) return;
  for (const { deviceId, publicKey, shortCode, firstSeq: seq } of chains(db)) {
    const pinned = pins.get(deviceId);
    if (pinned === publicKey) continue;
    const trouble = pinned === undefined ? 'which is not known here' : 'with another key than it had';
    const message = `Since event ${seq} there are events of the device ${shortCode || deviceId}, ${trouble}.`;
    add({ code: 'DEVICE_KEY', message, seq, deviceId });
  }
}

function checkForeignKeys(db: Database.Database, { add }: FindingCollector): void {
  const rows = db
    .prepare<[], { table: string; rowid: number | null }>('SELECT "table", rowid FROM pragma_foreign_key_check')
    .all();
  for (const { table, rowid } of rows) {
    const seq = table === 'events' && rowid !== null ? { seq: rowid } : {};
    add({
      code: 'FOREIGN_KEYS',
      message: `Row ${rowid ?? '?'} of ${table} refers to a row that is not there.`,
      ...seq,
    });
  }
}

function checkIntegrity(db: Database.Database, { add }: FindingCollector): void {
  const rows = db.prepare<[], string>('SELECT integrity_check FROM pragma_integrity_check').pluck().all();
  for (const trouble of rows) {
    if (trouble !== 'ok') add({ code: 'INTEGRITY', message: `SQLite finds the file damaged: ${trouble}.` });
  }
}
