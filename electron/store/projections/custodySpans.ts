import type { Database } from 'better-sqlite3';
import type { Stay } from '../../../shared/custody/asset.ts';
import type { Place } from '../../../shared/custody/place.ts';
import { comparePoints, type Point } from '../../../shared/history/entry.ts';
import { FOREVER } from '../../../shared/time.ts';

/** The columns of a place in every table that keeps one. */
export function placeColumns(place: Place) {
  return {
    status: place.kind,
    caseId: place.kind === 'slot' ? place.caseId : null,
    slotNo: place.kind === 'slot' ? place.slot : null,
    holderId: place.kind === 'holder' ? place.holderId : null,
  };
}

/** Spans and moments of custody; the only module that writes them. */
export function openCustodySpans(db: Database) {
  const insertSpan = db.prepare(
    `INSERT INTO custody_spans (asset_id, from_at, from_hlc, from_device, to_at, to_hlc, to_device, status, case_id,
       slot_no, holder_id, due_at, gap, opened_by, closed_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertMoment = db.prepare(
    `INSERT INTO custody_moments (asset_id, at, from_hlc, from_device, to_hlc, to_device, status, case_id,
       slot_no, holder_id, due_at, gap, opened_by, closed_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const deleteSpans = db.prepare('DELETE FROM custody_spans WHERE asset_id = ? AND from_at >= ?');
  const deleteMoments = db.prepare('DELETE FROM custody_moments WHERE asset_id = ? AND at >= ?');

  const slotOverlap = db.prepare(
    `SELECT 1 FROM (SELECT to_at, lead(from_at) OVER (PARTITION BY case_id, slot_no ORDER BY from_at) AS next_at
                    FROM custody_spans WHERE case_id IS NOT NULL) WHERE to_at > next_at`,
  );

  function insert({ assetId, from, to, place, dueAt, gap, openedBy, closedBy }: Stay): void {
    const { status, caseId, slotNo, holderId } = placeColumns(place);
    const due = dueAt === null ? null : Date.parse(dueAt);
    const is = [status, caseId, slotNo, holderId, due, gap ? 1 : 0, openedBy, closedBy];
    const begins = [assetId, from.at, from.hlc, from.deviceId];
    if (to !== null && to.at === from.at) insertMoment.run(...begins, to.hlc, to.deviceId, ...is);
    else insertSpan.run(...begins, to?.at ?? FOREVER, to?.hlc ?? null, to?.deviceId ?? null, ...is);
  }

  /** Of an asset's stays, those that may differ from what is kept when its events changed from `since` on. */
  const changed = (stays: readonly Stay[], since: Point): readonly Stay[] =>
    stays.filter((stay) => stay.to === null || comparePoints(stay.to, since) >= 0);

  return {
    /** Takes away what may have changed; to be called for all assets of a command before `write` is for any. */
    withdraw(assetId: string, stays: readonly Stay[], since: Point): void {
      const from = Math.min(since.at, ...changed(stays, since).map((stay) => stay.from.at));
      deleteSpans.run(assetId, from);
      deleteMoments.run(assetId, from);
    },

    write(assetId: string, stays: readonly Stay[], since: Point): void {
      const first = changed(stays, since)[0];
      const from = Math.min(since.at, first?.from.at ?? since.at);
      for (const stay of stays) {
        if (stay.from.at < from) continue;
        if (stay.assetId !== assetId) throw new Error('a stay of another asset');
        insert(stay);
      }
    },

    /** Every stay of an asset, into tables that hold none of it yet; their trigger may be away. */
    add(stays: readonly Stay[]): void {
      let free = Number.MIN_SAFE_INTEGER;
      for (const stay of stays) {
        if (stay.from.at < free) throw new Error('CUSTODY_ASSET_OVERLAP');
        free = stay.to?.at ?? FOREVER;
        insert(stay);
      }
    },

    /** What the trigger would have said of slots, once it is back. */
    assertNoOverlap(): void {
      if (slotOverlap.get() !== undefined) throw new Error('CUSTODY_SLOT_OVERLAP');
    },

    clear(): void {
      db.exec('DELETE FROM custody_spans; DELETE FROM custody_moments');
    },
  };
}
