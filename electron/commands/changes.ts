import { caseFact, evolveCase, noCase } from '../../shared/case/caseHistory.ts';
import { evolveAsset } from '../../shared/custody/asset.ts';
import { assetFact } from '../../shared/custody/assetFacts.ts';
import { assetAt } from '../../shared/decide/common.ts';
import { changedFields, shown } from '../../shared/decide/correction.ts';
import type { Draft } from '../../shared/decide/look.ts';
import type { Change, JsonObject } from '../../shared/event.ts';
import { type Entry, endOf } from '../../shared/history/entry.ts';
import { assetRecord, caseRecord, holderRecord } from '../../shared/history/records.ts';
import { evolveHolder, holderFact, noHolder } from '../../shared/holder/holderHistory.ts';

/**
 * The field-level before → after of an event where it will stand, as known now. An event that leaves the entity as it
 * was, an inspection with the same result, says what it states.
 *
 * @param entries  of the event's stream, in the one order, without the event
 * @param at  when it happened, ms
 */
export function changesOf(draft: Draft, entries: readonly Entry[], at: number): readonly Change[] {
  const { streamType, data } = draft;
  if (streamType !== 'asset' && streamType !== 'case' && streamType !== 'holder') return createdFields(data);
  const before = entries.filter((entry) => entry.point.at <= at);
  const own = { ...draft, eventId: '', point: endOf(at) };
  const [recordBefore, recordAfter] = RECORDS[streamType](before, own);
  const changes = changedFields(recordBefore, recordAfter);
  if (changes.length > 0) return changes;
  return Object.entries(shown(data)).map(([field, after]) => ({ field, before: recordBefore[field] ?? null, after }));
}

type Own = Pick<Entry, 'type' | 'data' | 'eventId' | 'point'>;
type Records = (before: readonly Entry[], own: Own) => readonly [JsonObject, JsonObject];

const RECORDS: { readonly [K in 'asset' | 'case' | 'holder']: Records } = {
  asset(entries, own) {
    const before = assetAt(entries, own.point.at);
    return [assetRecord(before), assetRecord(evolveAsset(before, assetFact(own.type, own.data), own))];
  },
  case(entries, own) {
    const before = entries.reduce((state, entry) => evolveCase(state, caseFact(entry.type, entry.data), entry), noCase);
    return [caseRecord(before), caseRecord(evolveCase(before, caseFact(own.type, own.data), own))];
  },
  holder(entries, own) {
    const before = entries.reduce((state, entry) => evolveHolder(state, holderFact(entry.type, entry.data)), noHolder);
    return [holderRecord(before), holderRecord(evolveHolder(before, holderFact(own.type, own.data)))];
  },
};

/** An event about an entity that is no custody stream: what it says is all new. */
function createdFields(data: JsonObject): readonly Change[] {
  return Object.entries(data)
    .filter(([, value]) => value === null || typeof value !== 'object')
    .map(([field, after]) => ({ field, before: null, after }));
}
