import { z } from 'zod';
import type { Page, SpanRow } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { type Names, openNames } from './names.ts';
import { compareText, decodeCursor, pageOf } from './page.ts';
import { knownSeq, type Moment, momentOf, type Source } from './source.ts';
import { type StayRow, stayColumns, stayJson } from './stays.ts';
import { staysKnown } from './staysKnown.ts';
import { ofCase, supersededSince } from './superseded.ts';

type InSlot = StayRow & { readonly assetId: string };
const placeKey = z.tuple([z.int(), z.int(), z.string()]);
type PlaceKey = z.infer<typeof placeKey>;
const keyOf = ({ slot, fromAt, assetId }: InSlot): PlaceKey => [slot ?? 0, fromAt, assetId];

/** Every stay in the slots of a case, by slot, the oldest first: who came and went, up to a moment. */
export function caseSpans(source: Source, args: QueryArgs<'case.spans'>): Result<Page<SpanRow>> {
  const { slot, limit } = args;
  const moment = momentOf(source, args);
  const names = openNames(source, moment);
  const found = names.findCase(args.code, 'code');
  if (!found.ok) return found;
  const cursor = decodeCursor(placeKey, args.cursor);
  if (!cursor.ok) return cursor;
  const json = (row: InSlot): SpanRow => stayJson(row, moment.at);
  if (moment.known) {
    const after = cursor.value;
    const following = knownStays(source, names, found.value, moment)
      .filter(
        (stay) => (slot === undefined || stay.slot === slot) && (after === null || compare(keyOf(stay), after) > 0),
      )
      .sort((a, b) => compare(keyOf(a), keyOf(b)));
    return accept(pageOf(following.slice(0, limit + 1), limit, keyOf, json));
  }
  const rows = source.read.all<InSlot>(
    `SELECT ${stayColumns}, s.asset_id AS assetId FROM custody_spans s
     WHERE s.case_id = ? AND s.from_at <= ?${slot === undefined ? '' : ' AND s.slot_no = ?'}
       ${cursor.value ? 'AND (s.slot_no, s.from_at, s.asset_id) > (?, ?, ?)' : ''}
     ORDER BY s.slot_no, s.from_at, s.asset_id LIMIT ?`,
    found.value,
    moment.at,
    ...(slot === undefined ? [] : [slot]),
    ...(cursor.value ?? []),
    limit + 1,
  );
  return accept(pageOf(rows, limit, keyOf, json));
}

const compare = (a: PlaceKey, b: PlaceKey): number => a[0] - b[0] || a[1] - b[1] || compareText(a[2], b[2]);

/** Of every asset that ever came into the case, by an event that holds or by one that was superseded since. */
function knownStays(source: Source, names: Names, caseId: string, moment: Moment): InSlot[] {
  const { read } = source;
  const stayed = read.all<{ assetId: string }>(
    `SELECT asset_id AS assetId FROM custody_spans WHERE case_id = ?
     UNION SELECT asset_id FROM custody_moments WHERE case_id = ?`,
    caseId,
    caseId,
  );
  const corrected = supersededSince(read, 'asset', knownSeq(moment), ofCase(caseId));
  const ids = new Set([...stayed.map(({ assetId }) => assetId), ...corrected]);
  return [...ids].flatMap((assetId) =>
    staysKnown(source, names, assetId, moment)
      .filter((stay) => stay.caseId === caseId)
      .map((stay) => ({ ...stay, assetId })),
  );
}
