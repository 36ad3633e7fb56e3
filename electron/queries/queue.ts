import type { QueryArgs } from '../../shared/contract/queries.ts';
import type { QueueLine } from '../../shared/contract/trailAnswers.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { sentence } from '../../shared/words.ts';
import { openLineAssets } from '../store/queries/queueLines.ts';
import type { Source } from '../store/queries/source.ts';
import type { QueueNeeds } from './needs.ts';

/** The operator's own queue of a kind, in order of scanning, each line with what stands in its way now. */
export function getQueue(
  source: Source,
  { queue, itemJson, checkLine }: QueueNeeds,
  { kind }: QueryArgs<'queue.get'>,
  operatorId: string,
): { readonly kind: string; readonly rows: readonly QueueLine[] } {
  const assetOf = openLineAssets(source);
  const rows = queue.list(operatorId, kind).map((read): QueueLine => {
    // A code that meant nothing when it was read may mean an asset by now: it was added because of it.
    const item = { ...read, assetId: read.assetId ?? source.lookups.asset(read.code) };
    const refusal = checkLine(kind, item.assetId);
    return { ...itemJson(item), ...assetOf(item.assetId), check: refusal && refusalJson(refusal) };
  });
  return { kind, rows };
}

const refusalJson = (refusal: Refusal): NonNullable<QueueLine['check']> => ({
  code: refusal.code,
  message: sentence(refusal),
  details: refusal.details,
});
