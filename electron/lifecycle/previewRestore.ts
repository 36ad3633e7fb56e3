import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AuditRow } from '../../shared/contract/trailAnswers.ts';
import { accept, type Result } from '../../shared/result.ts';
import { openCustody } from '../custody.ts';
import type { StoreTip } from '../store/backup.ts';
import { openDatabase } from '../store/database.ts';
import { type Migration, readMigrations } from '../store/migrate.ts';
import { sqliteCode } from '../store/sqliteErrors.ts';
import { realName } from '../store/storeFiles.ts';
import { type CheckNeeds, checkedCopy, formerTip, ofAnotherStore } from './restoreStore.ts';

/** Entries that are told one by one; of the others only how many there are. */
const TOLD = 100;

/** Events that one of two stores has and the other has not, the newest first. */
export interface Difference {
  readonly events: number;
  /** the newest of them, as the audit tells them */
  readonly rows: readonly AuditRow[];
}

export interface RestorePreview {
  readonly from: string;
  readonly backup: { readonly seq: number; readonly hash: string; readonly at: string };
  /** null: there is no store, or none that can be read, so that nothing can be compared */
  readonly current: { readonly seq: number; readonly hash: string; readonly at: string } | null;
  /** the last event that both have; 0: none */
  readonly commonSeq: number;
  /** what is recorded now and would not be any more */
  readonly lost: Difference;
  /** what the backup has and the store has not */
  readonly gained: Difference;
}

const NOTHING: Difference = { events: 0, rows: [] };
const NOT_COMPARED = { current: null, commonSeq: 0, lost: NOTHING, gained: NOTHING };

/**
 * Checks a backup wholly, as a restore would, and says what a restore would lose and gain. Nothing is changed.
 *
 * @returns STORE_DAMAGED for a backup that is not whole, INVALID for one of another store, CANNOT_READ
 */
export async function previewRestore(needs: CheckNeeds & { readonly store: string }): Promise<Result<RestorePreview>> {
  const { from, home, migrations } = needs;
  const known = readMigrations(migrations);
  const store = realName(needs.store);
  const aside = join(dirname(store), `.${randomUUID()}.preview`);
  try {
    const former = formerTip(store, known);
    const checked = await checkedCopy(needs, aside, known);
    if (!checked.ok) return checked;
    const { tip } = checked.value;
    if (former && former.storeId !== tip.storeId) return ofAnotherStore();
    const paths = { home, migrations };
    const compared =
      former &&
      readable(() => {
        const commonSeq = lastInBoth(aside, store, Math.min(tip.seq, former.seq), known);
        return {
          current: end(former, store, known),
          commonSeq,
          lost: since({ path: store, ...paths }, former.seq, commonSeq),
          gained: since({ path: aside, ...paths }, tip.seq, commonSeq),
        };
      });
    const { current, commonSeq, lost, gained } = compared ?? NOT_COMPARED;
    return accept({ from, backup: end(tip, aside, known), current, commonSeq, lost, gained });
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(aside + suffix, { force: true });
  }
}

/** @returns null where the store is damaged: its end can be read, and what is before it cannot */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
    return null;
  }
}

function hashes(path: string, migrations: readonly Migration[]) {
  const opened = openDatabase(path, { readonly: true, migrations });
  if (!opened.ok) throw new Error(`a store that was read a moment ago cannot be: ${opened.error.code}`);
  const { db, close } = opened.value;
  const row = db.prepare<[number], { hash: string; at: number }>(
    'SELECT hex(hash) AS hash, recorded_at AS at FROM events WHERE seq = ?',
  );
  return { at: (seq: number) => row.get(seq), close };
}

function end({ seq, hash }: StoreTip, path: string, migrations: readonly Migration[]) {
  const log = hashes(path, migrations);
  try {
    return { seq, hash, at: new Date(log.at(seq)?.at ?? 0).toISOString() };
  } finally {
    log.close();
  }
}

/** Logs that part never meet again, since each event holds the hash of the one before: the place is found by halves. */
function lastInBoth(a: string, b: string, last: number, migrations: readonly Migration[]): number {
  const [one, other] = [hashes(a, migrations), hashes(b, migrations)];
  try {
    let [same, differs] = [0, last + 1];
    while (differs - same > 1) {
      const middle = (same + differs) >> 1;
      if (one.at(middle)?.hash === other.at(middle)?.hash) same = middle;
      else differs = middle;
    }
    return same;
  } finally {
    one.close();
    other.close();
  }
}

interface Where {
  readonly path: string;
  readonly home: string;
  readonly migrations: string;
}

function since({ path, home, migrations }: Where, lastSeq: number, commonSeq: number): Difference {
  const events = lastSeq - commonSeq;
  if (events === 0) return NOTHING;
  const opened = openCustody({ path, home, migrations, mode: 'read' });
  if (!opened.ok) return { events, rows: [] };
  try {
    const answer = opened.value.query('audit.list', { limit: TOLD }, null);
    if (!answer.ok) return { events, rows: [] };
    // The query of this name answers with such rows (shared/ipc/answers.ts).
    const { rows } = answer.value as { readonly rows: readonly AuditRow[] };
    return { events, rows: rows.filter(({ seq }) => seq > commonSeq) };
  } finally {
    opened.value.close();
  }
}
