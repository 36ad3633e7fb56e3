import type { Page } from '../../../shared/contract/answers.ts';
import type { QueryArgs } from '../../../shared/contract/queries.ts';
import type { ComparedRow } from '../../../shared/contract/trailAnswers.ts';
import { accept, type Result, refuse } from '../../../shared/result.ts';
import { type Names, openNames } from './names.ts';
import { decodeCursor, pageOf, textKey } from './page.ts';
import type { Source } from './source.ts';
import { type Stand, standJson, standNow } from './stands.ts';

/** Candidates looked at together while looking for those that moved. */
const CHUNK = 500;

/** What was elsewhere at `to` than at `from`, by tag; what moved and came back did not move. */
export function compareMoments(source: Source, args: QueryArgs<'compare'>): Result<Page<ComparedRow>> {
  const { from, to, limit, order } = args;
  if (from > to) return refuse('INVALID', { field: 'to', why: 'lies before from' });
  const cursor = decodeCursor(textKey, args.cursor);
  if (!cursor.ok) return cursor;
  const [direction, ahead] = order === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  // What happened after `from` was recorded after it, so an asset of a lower version did not move.
  const settled = source.log.seqAt(from);
  const moved: { readonly tagKey: string; readonly before: Stand | null; readonly after: Stand | null }[] = [];
  for (let last = cursor.value?.[0] ?? null; moved.length <= limit; ) {
    const candidates = source.read.all<{ assetId: string; tagKey: string }>(
      `SELECT asset_id AS assetId, tag_key AS tagKey FROM assets
       WHERE +version > ? ${last === null ? '' : `AND tag_key ${ahead} ?`} ORDER BY tag_key ${direction} LIMIT ${CHUNK}`,
      settled,
      ...(last === null ? [] : [last]),
    );
    for (const { assetId, tagKey } of candidates) {
      const before = standNow(source, assetId, from);
      const after = standNow(source, assetId, to);
      if (!samePlace(before, after)) moved.push({ tagKey, before, after });
    }
    last = candidates.at(-1)?.tagKey ?? last;
    if (candidates.length < CHUNK) break;
  }
  const namesBefore = openNames(source, { at: from, known: null });
  const namesAfter = openNames(source, { at: to, known: null });
  return accept(
    pageOf(
      moved.slice(0, limit + 1),
      limit,
      ({ tagKey }) => [tagKey],
      ({ before, after }) => ({
        tag: (after ?? before)?.tag ?? '',
        before: side(before, namesBefore, from),
        after: side(after, namesAfter, to),
      }),
    ),
  );
}

function samePlace(a: Stand | null, b: Stand | null): boolean {
  if (a === null || b === null) return a === b;
  return a.status === b.status && a.caseId === b.caseId && a.slot === b.slot && a.holderId === b.holderId;
}

function side(stand: Stand | null, names: Names, at: number): ComparedRow['before'] {
  if (stand === null) return null;
  const { status, case: code, slot, holder, since } = standJson(stand, names, at);
  return { status, case: code, slot, holder, since };
}
