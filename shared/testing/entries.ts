import type { Entry } from '../history/entry.ts';

/** Counts the entries: they are recorded in the order in which they are made. */
let made = 0;

/**
 * An effective entry as the folds read it.
 *
 * @param at  any number; of entries at the same moment the one that was made first comes first
 */
export function entry(streamId: string, type: string, at: number, data: Entry['data'] = {}): Entry {
  made += 1;
  const hlc = made.toString(16).padStart(12, '0');
  return {
    seq: made,
    eventId: `${type} ${streamId} ${at}`,
    streamId,
    type,
    data,
    point: { at, hlc, deviceId: 'laptop' },
    supersedes: null,
  };
}

/** A slot of CASE-13 as events name it. */
export const inSlot = (slot: number) => ({ slot: { case: 'CASE-13', slot }, caseId: 'case' });
export const toBob = { holder: 'Bob', holderId: 'bob' };
