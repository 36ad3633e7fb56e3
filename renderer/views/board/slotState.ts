import type { SlotRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { initials } from '../../format.ts';

/** How a slot is drawn: one of a few looks, each told apart by shape or sign and not by colour alone. */
export type SlotLook = 'in_place' | 'out' | 'overdue' | 'wrong_home' | 'lost' | 'elsewhere' | 'empty';

export interface SlotTile {
  readonly slot: number;
  readonly look: SlotLook;
  /** what stands on the tile: the number of the slot, or the initials of the holder */
  readonly mark: string;
  /** the tile in words */
  readonly says: string;
}

/** One slot as a tile: what it looks like, what stands on it, what it says. */
export function slotTile({ slot, label, state, overdue, occupant, homeAsset }: SlotRow): SlotTile {
  const look: SlotLook = overdue && state === 'out' ? 'overdue' : state;
  const holder = homeAsset?.holder ?? null;
  const away = look === 'out' || look === 'overdue';
  return {
    slot,
    look,
    mark: away && holder !== null ? initials(holder) : String(slot),
    says: words.board.slotSays(slot, label, says(look, occupant?.tag ?? homeAsset?.tag ?? null, holder)),
  };
}

function says(look: SlotLook, tag: string | null, holder: string | null): string {
  if (tag !== null && holder !== null) {
    if (look === 'out') return words.board.withHolder(tag, holder);
    if (look === 'overdue') return words.board.overdueWith(tag, holder);
  }
  const state = words.board.slots[look];
  return tag === null ? state : `${tag}, ${state}`;
}
