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

type Value = string | number | null;

/** Rows of one statement where there are many: a call for each would cost a sixth more. */
const MANY = 8;

/** A stay of zero length, which no moment shows. */
const isMoment = ({ from, to }: Stay): boolean => to !== null && to.at === from.at;

/** Spans and moments of custody; the only module that writes them. */
export function openCustodySpans(db: Database) {
  const insertSpans = (rows: number) =>
    db.prepare<[readonly Value[]]>(
      `INSERT INTO custody_spans (asset_id, from_at, from_hlc, from_device, to_at, to_hlc, to_device, status, case_id,
         slot_no, holder_id, due_at, gap, opened_by, closed_by)
       VALUES ${Array(rows).fill('(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
    );
  const insertSpan = insertSpans(1);
  const insertMany = insertSpans(MANY);
  const insertMoment = db.prepare<[readonly Value[]]>(
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

  function insert(stay: Stay): void {
    if (isMoment(stay)) insertMoment.run(momentValues(stay));
    else insertSpan.run(spanValues(stay));
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
        if (isMoment(stay)) insertMoment.run(momentValues(stay));
      }
      const spans = stays.filter((stay) => !isMoment(stay));
      const together = spans.length - (spans.length % MANY);
      for (let i = 0; i < together; i += MANY) insertMany.run(spans.slice(i, i + MANY).flatMap(spanValues));
      for (const stay of spans.slice(together)) insertSpan.run(spanValues(stay));
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

function beginning({ assetId, from }: Stay): readonly Value[] {
  return [assetId, from.at, from.hlc, from.deviceId];
}

function what({ place, dueAt, gap, openedBy, closedBy }: Stay): readonly Value[] {
  const { status, caseId, slotNo, holderId } = placeColumns(place);
  const due = dueAt === null ? null : Date.parse(dueAt);
  return [status, caseId, slotNo, holderId, due, gap ? 1 : 0, openedBy, closedBy];
}

const spanValues = (stay: Stay): readonly Value[] => [
  ...beginning(stay),
  stay.to?.at ?? FOREVER,
  stay.to?.hlc ?? null,
  stay.to?.deviceId ?? null,
  ...what(stay),
];

const momentValues = (stay: Stay): readonly Value[] => [
  ...beginning(stay),
  stay.to?.hlc ?? null,
  stay.to?.deviceId ?? null,
  ...what(stay),
];
