import type { HandoverKind } from '../../shared/contract/commands.ts';
import type { QueryArgs } from '../../shared/contract/queries.ts';
import type { QueueLine } from '../../shared/contract/trailAnswers.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { formatInstant } from '../../shared/time.ts';
import { sentence } from '../../shared/words.ts';
import { openLineAssets } from '../store/queries/queueLines.ts';
import type { Source } from '../store/queries/source.ts';
import type { QueueItem } from '../store/scanQueue.ts';
import type { QueueNeeds } from './needs.ts';

/**
 * The operator's own queue of a kind, in order of scanning, each line with what stands in its way now. A line is judged
 * by the record alone: until something more is recorded, what was found of it stays true, and a scan costs one line.
 */
export function openQueue(source: Source, { queue, checkLine }: QueueNeeds) {
  let judgedAt = -1;
  let judged = new Map<string, Judged>();

  function judge(kind: HandoverKind, read: QueueItem, assetOf: ReturnType<typeof openLineAssets>): Judged {
    // A code that meant nothing when it was read may mean an asset by now: it was added because of it.
    const assetId = read.assetId ?? source.lookups.asset(read.code);
    const refusal = checkLine(kind, assetId);
    return { ...assetOf(assetId), check: refusal && refusalJson(refusal) };
  }

  return ({ kind }: QueryArgs<'queue.get'>, operatorId: string): Queue => {
    const lastSeq = source.log.lastSeq();
    if (lastSeq !== judgedAt) judged = new Map();
    judgedAt = lastSeq;
    const assetOf = openLineAssets(source);
    const rows = queue.list(operatorId, kind).map((read): QueueLine => {
      const line = judged.get(read.itemId) ?? judge(kind, read, assetOf);
      judged.set(read.itemId, line);
      const { itemId: item, code, scannedAt, repeats } = read;
      return { item, code, scannedAt: formatInstant(scannedAt), repeats, ...line };
    });
    return { kind, rows };
  };
}

interface Queue {
  readonly kind: string;
  readonly rows: readonly QueueLine[];
}

/** What the record says of a line. */
type Judged = Omit<QueueLine, 'item' | 'code' | 'scannedAt' | 'repeats'>;

const refusalJson = (refusal: Refusal): NonNullable<QueueLine['check']> => ({
  code: refusal.code,
  message: sentence(refusal),
  details: refusal.details,
});
