import type { CustodyRow } from '../../../shared/contract/answers.ts';
import type { Asset } from '../../../shared/custody/asset.ts';
import type { CustodyStatus } from '../../../shared/custody/place.ts';
import { assetAt } from '../../../shared/decide/common.ts';
import { tagKey } from '../../../shared/text.ts';
import { FOREVER, formatInstant } from '../../../shared/time.ts';
import type { StreamHistory } from '../history.ts';
import type { Names } from './names.ts';
import type { PageArgs } from './page.ts';
import { knownSeq, type Moment, type Source } from './source.ts';

/** Where one asset stands at a moment, by ids; instants in ms. */
export interface Stand {
  readonly assetId: string;
  readonly tag: string;
  readonly tagKey: string;
  readonly status: CustodyStatus;
  readonly caseId: string | null;
  readonly slot: number | null;
  readonly holderId: string | null;
  readonly since: number;
  readonly dueAt: number | null;
  /** the event that brought it there */
  readonly openedBy: string;
  readonly correctedFrom: number | null;
}

/** Which assets, and from where on in the order of their tags. */
export interface Wanted extends Pick<PageArgs, 'limit' | 'order'> {
  readonly caseId: string | null;
  readonly holderId: string | null;
  readonly status: CustodyStatus | null;
  /** the tag key of the row before; null: from the beginning */
  readonly after: string | null;
}

export const standColumns = `a.asset_id AS assetId, a.tag, a.tag_key AS tagKey, a.status, a.case_id AS caseId,
  a.slot_no AS slot, a.holder_id AS holderId, a.since, a.due_at AS dueAt, a.opened_by AS openedBy, a.corrected_from AS correctedFrom`;

/** The same out of a span `s` of asset `a`. */
export const spanStandColumns = `a.asset_id AS assetId, a.tag, a.tag_key AS tagKey, s.status, s.case_id AS caseId,
  s.slot_no AS slot, s.holder_id AS holderId, s.from_at AS since, s.due_at AS dueAt, s.opened_by AS openedBy, a.corrected_from AS correctedFrom`;

/** One asset out of the projection. @param at  ms; FOREVER: now */
export function standNow({ read }: Source, assetId: string, at: number): Stand | null {
  const found =
    at === FOREVER
      ? read.get<Stand>(`SELECT ${standColumns} FROM assets a WHERE a.asset_id = ?`, assetId)
      : read.get<Stand>(
          `SELECT ${spanStandColumns} FROM assets a JOIN custody_spans s ON s.asset_id = a.asset_id
           WHERE a.asset_id = ? AND s.from_at <= ? ORDER BY s.from_at DESC LIMIT 1`,
          assetId,
          at,
        );
  return found ?? null;
}

/** One asset folded from the log, as it was known then; null: it was not there. */
export function standKnown({ history }: Source, assetId: string, moment: Moment): Stand | null {
  const stream = history.stream(assetId, knownSeq(moment));
  return standOf(assetId, assetAt(stream.entries, moment.at), stream);
}

export function standOf(assetId: string, asset: Asset, { correctedFrom }: StreamHistory): Stand | null {
  if (!asset.exists) return null;
  const { place, details, since, dueAt, openedBy } = asset;
  return {
    assetId,
    tag: details.tag,
    tagKey: tagKey(details.tag),
    status: place.kind,
    caseId: place.kind === 'slot' ? place.caseId : null,
    slot: place.kind === 'slot' ? place.slot : null,
    holderId: place.kind === 'holder' ? place.holderId : null,
    since: since.at,
    dueAt: dueAt === null ? null : Date.parse(dueAt),
    openedBy,
    correctedFrom,
  };
}

/** A stand in the names of its moment. */
export function standJson(stand: Stand, names: Names, at: number): CustodyRow {
  const { tag, status, caseId, slot, holderId, since, dueAt, correctedFrom } = stand;
  return {
    tag,
    status,
    case: caseId === null ? null : names.case(caseId).code,
    slot,
    holder: holderId === null ? null : names.holder(holderId),
    since: formatInstant(since),
    dueAt: dueAt === null ? null : formatInstant(dueAt),
    corrected: correctedFrom !== null && correctedFrom <= at,
  };
}
