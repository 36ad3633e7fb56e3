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
     VALUES (@assetId, @fromAt, @fromHlc, @fromDevice, @toAt, @toHlc, @toDevice, @status, @caseId,
       @slotNo, @holderId, @dueAt, @gap, @openedBy, @closedBy)`,
  );
  const insertMoment = db.prepare(
    `INSERT INTO custody_moments (asset_id, at, from_hlc, from_device, to_hlc, to_device, status, case_id,
       slot_no, holder_id, due_at, gap, opened_by, closed_by)
     VALUES (@assetId, @fromAt, @fromHlc, @fromDevice, @toHlc, @toDevice, @status, @caseId,
       @slotNo, @holderId, @dueAt, @gap, @openedBy, @closedBy)`,
  );
  const deleteSpans = db.prepare('DELETE FROM custody_spans WHERE asset_id = ? AND from_at >= ?');
  const deleteMoments = db.prepare('DELETE FROM custody_moments WHERE asset_id = ? AND at >= ?');

  const columns = (stay: Stay) => ({
    assetId: stay.assetId,
    fromAt: stay.from.at,
    fromHlc: stay.from.hlc,
    fromDevice: stay.from.deviceId,
    toAt: stay.to?.at ?? FOREVER,
    toHlc: stay.to?.hlc ?? null,
    toDevice: stay.to?.deviceId ?? null,
    ...placeColumns(stay.place),
    dueAt: stay.dueAt === null ? null : Date.parse(stay.dueAt),
    gap: stay.gap ? 1 : 0,
    openedBy: stay.openedBy,
    closedBy: stay.closedBy,
  });

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
        if (stay.to !== null && stay.to.at === stay.from.at) insertMoment.run(columns(stay));
        else insertSpan.run(columns(stay));
      }
    },

    clear(): void {
      db.exec('DELETE FROM custody_spans; DELETE FROM custody_moments');
    },
  };
}
