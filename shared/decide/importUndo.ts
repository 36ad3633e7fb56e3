import type { CommandOf } from '../contract/commands.ts';
import type { StoredEvent } from '../event.ts';
import type { Entry } from '../history/entry.ts';
import { accept, type Result, refuse } from '../result.ts';
import { formatInstant } from '../time.ts';
import { needReason } from './common.ts';
import { voided } from './correction.ts';
import type { Draft, Look } from './look.ts';

/** What names an entity in its events, by their stream. */
const NAMES = { asset: 'tag', case: 'code', holder: 'name' } as const;
/** Names of each kind that a refusal lists; it counts the others. */
const LISTED = 100;

/**
 * Takes a whole import back: each of its events is superseded by a void, the last first, so that nothing is deleted
 * and everything it named is free again. What it changed has then the details that it had before.
 *
 * @returns CLASHES_WITH_HISTORY naming the assets, cases and holders of the import to which something happened since,
 * and the assets that are in its cases or were with its holders: the first hundred of each, and how many there are in all
 */
export function undoImport(look: Look, command: CommandOf<'import.undo'>): Result<readonly Draft[]> {
  const { batch } = command;
  const reason = needReason(command.reason);
  if (!reason.ok) return reason;
  const found = look.importBatch(batch);
  if (!found) return refuse('NOT_FOUND', { entity: 'import', field: 'batch', value: batch });
  // What stands is looked at twice: whether it holds, and what stands on it.
  const all = 2 * found.events.length;
  const ends = found.events.map((event, i) => {
    look.told?.(i, all);
    return endOfChain(look, event);
  });
  const standing = ends.filter(({ type }) => type !== 'EVENT_VOIDED');
  const [last] = ends;
  if (standing.length === 0 && last) {
    const { eventId, recordedAt } = last;
    return refuse('ALREADY_SUPERSEDED', {
      eventId: found.committed.eventId,
      by: eventId,
      at: formatInstant(recordedAt),
    });
  }

  const inTheWay = whatHappenedSince(look, standing);
  const count = inTheWay.asset.size + inTheWay.case.size + inTheWay.holder.size;
  if (count > 0) {
    const listed = (type: keyof typeof NAMES) => [...inTheWay[type]].sort().slice(0, LISTED);
    const details = { assets: listed('asset'), cases: listed('case'), holders: listed('holder') };
    return refuse('CLASHES_WITH_HISTORY', { batch, ...details, count });
  }
  const { file, sha256 } = found.committed.data;
  const data = { batch, file, sha256, reason: reason.value, voided: standing.length };
  return accept([
    ...standing.reverse().map((event) => voided(event, reason.value)),
    {
      streamType: 'store',
      streamId: look.storeId,
      type: 'IMPORT_UNDONE',
      data,
      changes: Object.entries(data).map(([field, after]) => ({ field, before: null, after })),
    },
  ]);
}

/** What was said last in place of an event, perhaps that it never happened. */
function endOfChain(look: Look, event: StoredEvent): StoredEvent {
  const next = look.supersededBy(event.eventId);
  return next ? endOfChain(look, next) : event;
}

/** Names of what is in the way, by what it is. */
type InTheWay = { readonly [K in keyof typeof NAMES]: Set<string> };

/** What stands on the adding of assets, cases and holders. A changed detail carries nothing. */
function whatHappenedSince(look: Look, standing: readonly StoredEvent[]): InTheWay {
  const own = new Set(standing.map(({ eventId }) => eventId));
  const added = standing.filter(({ type }) => type.endsWith('_ADDED'));
  const addedAssets = new Set(added.flatMap(({ streamType, streamId }) => (streamType === 'asset' ? streamId : [])));
  const inTheWay: InTheWay = { asset: new Set(), case: new Set(), holder: new Set() };
  for (const [i, { streamType, streamId, data }] of added.entries()) {
    look.told?.(added.length + i, 2 * added.length);
    if (streamType !== 'asset' && streamType !== 'case' && streamType !== 'holder') continue;
    const entries: readonly Entry[] = {
      asset: look.assetEntries,
      case: look.caseEntries,
      holder: look.holderEntries,
    }[streamType](streamId);
    const name = String(data[NAMES[streamType]]);
    if (entries.some(({ eventId }) => !own.has(eventId))) inTheWay[streamType].add(name);
    if (streamType === 'case') {
      const others = look.assetsAround(streamId, look.recordedAt).filter(({ assetId }) => !addedAssets.has(assetId));
      for (const { tag } of others) inTheWay.asset.add(tag);
    }
    if (streamType === 'holder') {
      const held = look.assetsWith(streamId);
      for (const tag of held) inTheWay.asset.add(tag);
      if (held.length > 0) inTheWay.holder.add(name);
    }
  }
  return inTheWay;
}
