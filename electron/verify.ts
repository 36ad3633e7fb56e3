import type { JsonObject } from '../shared/event.ts';
import type { Refusal } from '../shared/refusal.ts';
import { sentence } from '../shared/words.ts';
import { chains, storeIdOf } from './store/chains.ts';
import { checkHead } from './store/checkHead.ts';
import { checkProjections } from './store/checkProjections.ts';
import { openDatabase } from './store/database.ts';
import { deviceFolder, findDevice } from './store/device.ts';
import { collectFindings, type FindingReport } from './store/findings.ts';
import { readHead } from './store/headFile.ts';
import { readMigrations, schemaVersion } from './store/migrate.ts';
import { readPins } from './store/pins.ts';
import { schemaFindings } from './store/schemaFingerprint.ts';
import { verifyLog } from './store/verifyChain.ts';

export interface ChainHead {
  readonly deviceId: string;
  readonly deviceSeq: number;
  readonly seq: number;
  readonly hash: string;
}

export interface VerifyReport extends FindingReport {
  /** how many events were read */
  readonly events: number;
  /** false when it was asked to stop before the end */
  readonly complete: boolean;
  /** the last event of all; null when none could be read */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** where each device's chain has come to */
  readonly heads: readonly ChainHead[];
}

export interface VerifyNeeds {
  readonly path: string;
  /** folder of device keys and heads */
  readonly home: string;
  /** folder of the numbered SQL files */
  readonly migrations: string;
  readonly onProgress?: (done: number, total: number) => void;
  readonly shouldStop?: () => boolean;
}

/**
 * Everything that can be checked of a store, on a reading connection of its own: SQLite's own check, foreign keys, the
 * schema, every event and every chain, the head file, and that every projection is what the log leads to.
 */
export function verifyStore({ path, home, migrations: folder, onProgress, shouldStop }: VerifyNeeds): VerifyReport {
  const migrations = readMigrations(folder);
  const opened = openDatabase(path, { readonly: true, migrations });
  if (!opened.ok) return unreadable(opened.error);
  const { db, close, path: realPath } = opened.value;
  if (schemaVersion(db) < migrations.length) {
    close();
    return unreadable({
      code: 'CANNOT_READ',
      details: { path, why: 'an earlier release wrote it; open it once for writing' },
    });
  }
  try {
    const found = collectFindings();
    const storeId = schemaFindings(db, migrations).length === 0 ? storeIdOf(db) : null;
    const pins = storeId === null ? null : readPins(deviceFolder(home, storeId));
    const { events, stopped } = verifyLog(db, found, {
      migrations,
      pins,
      ...(onProgress && { onProgress }),
      ...(shouldStop && { shouldStop }),
    });
    const all = found.report().counts.SCHEMA === undefined ? chains(db) : [];
    if (storeId !== null && all.length > 0) {
      const device = findDevice(home, realPath, storeId, all, 'read');
      if (!device.ok) return unreadable(device.error);
      if (device.value) {
        const head = readHead(home, device.value);
        if (!head.ok) return unreadable(head.error);
        for (const finding of checkHead(db, head.value, device.value.deviceId)) found.add(finding);
      }
    }
    const beyondReading = found.report().counts.INTEGRITY !== undefined || found.report().counts.SCHEMA !== undefined;
    if (!stopped && !beyondReading) for (const finding of checkProjections(db)) found.add(finding);
    const heads = all.map(({ deviceId, deviceSeq, seq, hash }) => ({ deviceId, deviceSeq, seq, hash }));
    const last = all.toSorted((a, b) => b.seq - a.seq)[0];
    const head = last ? { seq: last.seq, hash: last.hash } : null;
    return { ...found.report(), events, complete: !stopped, head, heads };
  } finally {
    close();
  }
}

/** What the trail keeps of a check that somebody asked for: how far it came, and what it found of each kind. */
export function verificationFacts({ events, complete, counts, head }: VerifyReport): JsonObject {
  const findings = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { events, complete, findings, counts, head };
}

/** A store or a key that cannot be read at all is itself what is wrong. */
function unreadable(refusal: Refusal): VerifyReport {
  const message = sentence(refusal);
  return {
    findings: [{ code: 'INTEGRITY', message }],
    counts: { INTEGRITY: 1 },
    events: 0,
    complete: false,
    head: null,
    heads: [],
  };
}
