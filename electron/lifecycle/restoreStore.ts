import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { JsonObject } from '../../shared/event.ts';
import { accept, type Result, refuse } from '../../shared/result.ts';
import { bringUpToDate, copyStore, readTip, type StoreTip } from '../store/backup.ts';
import { deviceFolder, forgetDevices } from '../store/device.ts';
import type { Finding, FindingCode } from '../store/findings.ts';
import { type Migration, readMigrations } from '../store/migrate.ts';
import { pinDevices, readPins } from '../store/pins.ts';
import { replaceStore } from '../store/replaceStore.ts';
import { isPartOfStore, realName } from '../store/storeFiles.ts';
import { syncFile, whyNot } from '../store/writeAside.ts';
import { acquireWriterLock } from '../store/writerLock.ts';
import { verifyStore } from '../verify.ts';
import { lastKnown } from './rescue.ts';

export interface CheckNeeds {
  readonly from: string;
  /** folder of device keys and heads */
  readonly home: string;
  /** folder of the numbered SQL files */
  readonly migrations: string;
  readonly stop: AbortSignal;
  /** events of the backup that were checked */
  onProgress?(done: number, total: number): void;
}

export interface RestoreNeeds extends CheckNeeds {
  readonly store: string;
  /** ms since 1970 UTC */
  readonly now: number;
}

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export interface Restored {
  readonly path: string;
  readonly events: number;
  /** where the backup's log ends */
  readonly backupHead: Head;
  /** where the replaced store's log had come to, as far as it or the head file tells; null when neither does */
  readonly formerHead: Head | null;
  /** where the replaced store lies now; null when there was none */
  readonly replaced: string | null;
}

/** What the restored store tells of it, without the paths of this laptop. */
export function restoredData({ backupHead, formerHead, replaced }: Restored, from: string): JsonObject {
  return {
    file: basename(from),
    backupHead: { ...backupHead },
    formerHead: formerHead && { ...formerHead },
    replaced: replaced && basename(replaced),
  };
}

/**
 * Puts a backup in the place of a store, or where there is none. The backup is copied and the copy checked from
 * beginning to end first; the replaced store is kept beside. This installation's devices in the store are over: whoever
 * opens it for writing begins a new chain, so that no chain is continued twice from one event.
 *
 * @returns STORE_BUSY while somebody writes to the store, STORE_DAMAGED `{path, why, findings}` for a backup that is not
 *   whole, INVALID for one of another store, CANNOT_READ, CANNOT_WRITE; nothing is changed then
 */
export async function restoreStore(needs: RestoreNeeds): Promise<Result<Restored>> {
  const { from, home, migrations, stop, now } = needs;
  const store = realName(needs.store);
  if (isPartOfStore(from, store)) return refuse('INVALID', { field: 'backup', why: 'is the store itself' });
  if (!existsSync(dirname(store))) {
    return refuse('CANNOT_WRITE', { path: store, why: 'the folder does not exist' });
  }
  const known = readMigrations(migrations);
  const backup = readTip(from, known);
  if (!backup.ok) return backup;

  const lock = acquireWriterLock(store);
  if (!lock.ok) return lock;
  const aside = join(dirname(store), `.${randomUUID()}.restoring`);
  try {
    const former = formerTip(store, known);
    const noted = existsSync(store) ? lastKnown(home, store) : null;
    const storeId = former?.storeId ?? noted?.storeId;
    if (storeId !== undefined && storeId !== backup.value.storeId) return ofAnotherStore();
    const checked = await checkedCopy(needs, aside, known);
    if (!checked.ok) return checked;
    await syncFile(aside);
    stop.throwIfAborted();

    const { tip, events } = checked.value;
    const forgotten = forgetDevices(home, store, tip.storeId);
    if (!forgotten.ok) return forgotten;
    const folder = deviceFolder(home, tip.storeId);
    if (readPins(folder)) pinDevices(folder, tip.chains);
    const replaced = await replaceStore(store, aside, former !== null, now);
    const last = former && noted && former.seq >= noted.seq ? former : (noted ?? former);
    const formerHead = last && { seq: last.seq, hash: last.hash };
    return accept({ path: store, events, backupHead: { seq: tip.seq, hash: tip.hash }, formerHead, replaced });
  } catch (error) {
    const why = whyNot(error);
    if (why === null) throw error;
    return refuse('CANNOT_WRITE', { path: store, why });
  } finally {
    await rm(aside, { force: true });
    lock.value.release();
  }
}

export const ofAnotherStore = () => refuse('INVALID', { field: 'backup', why: 'is of another store' });

/** Where the store's log ends; null: there is none, or none that can be read: just what a backup is for. */
export function formerTip(store: string, migrations: readonly Migration[]): StoreTip | null {
  const tip = existsSync(store) ? readTip(store, migrations) : null;
  return tip?.ok ? tip.value : null;
}

/** That a backup ends before this laptop's last head, or has events of other laptops, is no fault of it. */
const EXPECTED: ReadonlySet<FindingCode> = new Set(['HEAD_AHEAD', 'HEAD_MISSING', 'HEAD_DAMAGED', 'FOREIGN_EVENTS']);

/**
 * Copies a backup and checks the copy from beginning to end, brought up to date if an earlier release wrote it.
 *
 * @param copy  where to; the caller takes it away
 */
export async function checkedCopy(
  { from, home, migrations, stop, onProgress }: CheckNeeds,
  copy: string,
  known: readonly Migration[],
): Promise<Result<{ readonly tip: StoreTip; readonly events: number }>> {
  const copied = await copyStore(from, copy, { migrations: known, stop });
  if (!copied.ok) return copied;
  const differences = bringUpToDate(copy, known);
  const [difference] = differences;
  if (difference) return refuse('STORE_DAMAGED', { path: from, why: difference.message, findings: differences });
  const { findings, events } = verifyStore({ path: copy, home, migrations, ...(onProgress && { onProgress }) });
  const tip = readTip(copy, known);
  if (!tip.ok) return tip;
  const pins = readPins(deviceFolder(home, tip.value.storeId));
  const isNewHere = ({ code, deviceId }: Finding) =>
    code === 'DEVICE_KEY' && deviceId !== undefined && pins?.get(deviceId) === undefined;
  const faults = findings.filter((finding) => !EXPECTED.has(finding.code) && !isNewHere(finding));
  const [first] = faults;
  if (first) return refuse('STORE_DAMAGED', { path: from, why: first.message, findings: faults });
  return accept({ tip: tip.value, events });
}
