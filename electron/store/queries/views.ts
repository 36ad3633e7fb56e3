import type { CustodyStatus } from '../../../shared/custody/place.ts';
import { assetAt } from '../../../shared/decide/common.ts';
import { isNow, knownSeq, type Moment, type Source } from './source.ts';
import { type Stand, standColumns, standOf } from './stands.ts';
import { ofCase, supersededSince } from './superseded.ts';

/** An asset at a moment: where it stands, what it is, where it belongs. */
export interface AssetView extends Stand {
  readonly model: string | null;
  readonly serial: string | null;
  readonly condition: string | null;
  readonly homeCaseId: string | null;
  readonly homeSlot: number | null;
  /** the highest seq that concerns it */
  readonly version: number;
}

const columns = `${standColumns}, a.model, a.serial, a.condition, a.home_case_id AS homeCaseId, a.home_slot_no AS homeSlot,
  a.version`;

/** Assets by id, as they were and were known at the moment; those that were not there are left out. */
export function viewsOf(source: Source, ids: Iterable<string>, moment: Moment): readonly AssetView[] {
  return [...ids].flatMap((id) => {
    const now = source.read.get<AssetView>(`SELECT ${columns} FROM assets a WHERE a.asset_id = ?`, id);
    if (now && now.version <= moment.settled) return [now];
    const stream = source.history.stream(id, knownSeq(moment));
    const asset = assetAt(stream.entries, moment.at);
    const stand = standOf(id, asset, stream);
    if (!asset.exists || !stand) return [];
    const { details, condition, home } = asset;
    return [
      {
        ...stand,
        model: details.model,
        serial: details.serial,
        condition,
        homeCaseId: home?.caseId ?? null,
        homeSlot: home?.slot ?? null,
        version: stream.version,
      },
    ];
  });
}

/**
 * Every asset that was in a case at the moment, or belonged there: looked for among those that ever stayed in it or
 * belonged there.
 */
export function viewsAround(source: Source, caseId: string, moment: Moment): readonly AssetView[] {
  const { read } = source;
  if (isNow(moment)) {
    return read.all<AssetView>(
      `SELECT ${columns} FROM assets a WHERE a.case_id = ? OR a.home_case_id = ? ORDER BY a.tag_key`,
      caseId,
      caseId,
    );
  }
  const around = read.all<{ assetId: string }>(
    `SELECT asset_id AS assetId FROM assets WHERE home_case_id = ?
     UNION SELECT asset_id FROM asset_formerly WHERE home_case_id = ?
     UNION SELECT asset_id FROM custody_spans WHERE case_id = ?
     UNION SELECT asset_id FROM custody_moments WHERE case_id = ?`,
    caseId,
    caseId,
    caseId,
    caseId,
  );
  const corrected = moment.known === null ? [] : supersededSince(read, 'asset', moment.known.seq, ofCase(caseId));
  const ids = new Set([...around.map(({ assetId }) => assetId), ...corrected]);
  return viewsOf(source, ids, moment).filter((view) => view.caseId === caseId || view.homeCaseId === caseId);
}

export const isAtHome = (view: AssetView): boolean =>
  view.caseId !== null && view.caseId === view.homeCaseId && view.slot === view.homeSlot;

/** @param now  ms */
export const isOverdue = ({ status, dueAt }: { status: CustodyStatus; dueAt: number | null }, now: number): boolean =>
  status === 'holder' && dueAt !== null && dueAt < now;
