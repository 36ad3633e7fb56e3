import type { Database } from 'better-sqlite3';
import type { Place, SlotPlace } from '../../shared/custody/place.ts';
import type { OtherStay } from '../../shared/history/judge.ts';
import { FOREVER, formatInstant } from '../../shared/time.ts';

type Row = readonly [
  assetId: string,
  tag: string,
  fromAt: number,
  fromHlc: string,
  fromDevice: string,
  toAt: number,
  toHlc: string | null,
  toDevice: string | null,
  status: Place['kind'],
  caseId: string | null,
  slotNo: number | null,
  holderId: string | null,
  dueAt: number | null,
  gap: number,
  openedBy: string,
  closedBy: string | null,
  caseCode: string | null,
  holderName: string | null,
];

const columns = (table: string, from: string, to: string) =>
  `t.asset_id, a.tag, t.${from}, t.from_hlc, t.from_device, t.${to}, t.to_hlc, t.to_device, t.status, t.case_id, t.slot_no,
   t.holder_id, t.due_at, t.gap, t.opened_by, t.closed_by, (SELECT code FROM cases WHERE case_id = t.case_id),
   (SELECT name FROM holders WHERE holder_id = t.holder_id)
   FROM ${table} t JOIN assets a ON a.asset_id = t.asset_id`;
const SPANS = columns('custody_spans', 'from_at', 'to_at');
const MOMENTS = columns('custody_moments', 'at', 'at');

/** Where an asset is and where it belongs, once all that is known of it has happened. */
export interface Standing {
  readonly assetId: string;
  readonly tag: string;
  readonly status: Place['kind'];
  readonly caseId: string | null;
  readonly slot: number | null;
  readonly homeCaseId: string | null;
  readonly homeSlot: number | null;
}

/** Stays as the projection keeps them: what a command did not touch, looked at while its events are judged. */
export function openNeighbours(db: Database) {
  // The last stay that begins before `from` is the only one of the slot that can reach into it. Only keys, out of the
  // index alone: most of what lies there is of the command's own assets, and is not asked for.
  const keysInSlot = db
    .prepare<[string, number, string, number, number, number], readonly [assetId: string, fromAt: number]>(
      `SELECT asset_id, from_at FROM custody_spans WHERE case_id = +? AND slot_no = +?
         AND from_at >= coalesce((SELECT max(from_at) FROM custody_spans WHERE case_id = +? AND slot_no = +? AND from_at < ?),
                                 -62135596800000)
         AND from_at <= ?`,
    )
    .raw();
  const span = db.prepare<[string, number], Row>(`SELECT ${SPANS} WHERE t.asset_id = +? AND t.from_at = +?`).raw();
  const momentsInSlot = db
    .prepare<[string, number, number, number], Row>(
      `SELECT ${MOMENTS} WHERE t.case_id = +? AND t.slot_no = +? AND t.at BETWEEN ? AND ?`,
    )
    .raw();
  const spansInCase = db.prepare<[string, number], Row>(`SELECT ${SPANS} WHERE t.case_id = +? AND t.to_at >= ?`).raw();
  const momentsInCase = db.prepare<[string, number], Row>(`SELECT ${MOMENTS} WHERE t.case_id = +? AND t.at >= ?`).raw();
  const spansWithHolder = db
    .prepare<[string, number], Row>(`SELECT ${SPANS} WHERE t.holder_id = +? AND t.to_at >= ?`)
    .raw();
  const momentsWithHolder = db
    .prepare<[string, number], Row>(`SELECT ${MOMENTS} WHERE t.holder_id = +? AND t.at >= ?`)
    .raw();
  const occupant = db
    .prepare<[string, number, number], readonly [assetId: string, toAt: number]>(
      `SELECT asset_id, to_at FROM custody_spans WHERE case_id = +? AND slot_no = +? AND from_at <= ?
       ORDER BY from_at DESC LIMIT 1`,
    )
    .raw();
  const around = db.prepare<[string, string], Standing>(
    `SELECT asset_id AS assetId, tag, status, case_id AS caseId, slot_no AS slot, home_case_id AS homeCaseId,
       home_slot_no AS homeSlot FROM assets
     WHERE asset_id IN (SELECT asset_id FROM assets WHERE home_case_id = +?
                        UNION SELECT asset_id FROM custody_spans WHERE case_id = +?)`,
  );
  const lastReceived = db.prepare<[], number>('SELECT received_at FROM events ORDER BY seq DESC LIMIT 1').pluck();

  return {
    /**
     * stays in one slot that may overlap [from, to], ms; null: for ever
     *
     * @param isMeant  of which assets
     */
    inSlot(
      { caseId, slot }: SlotPlace,
      from: number,
      to: number | null,
      isMeant: (assetId: string) => boolean,
    ): readonly OtherStay[] {
      const until = to ?? FOREVER;
      const spans = keysInSlot
        .all(caseId, slot, caseId, slot, from, until)
        .flatMap(([assetId, fromAt]) => (isMeant(assetId) ? span.all(assetId, fromAt) : []));
      const moments = momentsInSlot.all(caseId, slot, from, until).filter(([assetId]) => isMeant(assetId));
      return [...spans, ...moments].map(stay);
    },
    /** stays in any slot of a case that end at `from` or later */
    inCase: (caseId: string, from: number): readonly OtherStay[] =>
      [...spansInCase.all(caseId, from), ...momentsInCase.all(caseId, from)].map(stay),
    withHolder: (holderId: string, from: number): readonly OtherStay[] =>
      [...spansWithHolder.all(holderId, from), ...momentsWithHolder.all(holderId, from)].map(stay),
    /** the asset in a slot at a moment, inclusive */
    occupantAt(caseId: string, slot: number, at: number): string | null {
      const row = occupant.get(caseId, slot, at);
      return row && row[1] > at ? row[0] : null;
    },
    /** assets that are at home in a case, or ever stayed in it, as they stand when all that is known has happened */
    around: (caseId: string): readonly Standing[] => around.all(caseId, caseId),
    /** whether all that is known had happened by `at`, ms: nothing happens after it was recorded, or is recorded after it came */
    isSettled: (at: number): boolean => (lastReceived.get() ?? 0) <= at,
  };
}

export type Neighbours = ReturnType<typeof openNeighbours>;

function stay([
  assetId,
  tag,
  fromAt,
  fromHlc,
  fromDevice,
  toAt,
  toHlc,
  toDevice,
  status,
  caseId,
  slotNo,
  holderId,
  dueAt,
  gap,
  openedBy,
  closedBy,
  caseCode,
  holderName,
]: Row): OtherStay {
  return {
    assetId,
    tag,
    place: placeOf(status, caseId, caseCode, slotNo, holderId, holderName),
    from: { at: fromAt, hlc: fromHlc, deviceId: fromDevice },
    openedBy,
    to: toHlc === null || toDevice === null ? null : { at: toAt, hlc: toHlc, deviceId: toDevice },
    closedBy,
    dueAt: dueAt === null ? null : formatInstant(dueAt),
    gap: gap === 1,
  };
}

function placeOf(
  status: Place['kind'],
  caseId: string | null,
  caseCode: string | null,
  slotNo: number | null,
  holderId: string | null,
  holderName: string | null,
): Place {
  if (status === 'slot') return { kind: 'slot', caseId: caseId ?? '', case: caseCode ?? '', slot: slotNo ?? 0 };
  if (status === 'holder') return { kind: 'holder', holderId: holderId ?? '', holder: holderName ?? '' };
  return { kind: status };
}
