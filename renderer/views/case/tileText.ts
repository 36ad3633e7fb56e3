import type { SlotRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { duration, moment } from '../../format.ts';
import { custodyWords } from '../../frame/custodyWords.ts';
import { type SlotLook, slotTile } from '../board/slotState.ts';

export interface TileText {
  readonly look: SlotLook;
  /** the state in a word or two; '' where the tile itself says it */
  readonly mark: string;
  /** of the asset that the tile is about; null: nothing is here and nothing belongs here */
  readonly tag: string | null;
  readonly detail: string;
  /** all of it in a sentence, for who does not see the tile */
  readonly says: string;
}

/** What stands on the large tile of a slot: of what is in it, or else of what belongs there. */
export function tileText(row: SlotRow, now: number): TileText {
  const { look, says } = slotTile(row);
  const { occupant, homeAsset } = row;
  const { map } = words.case;
  const tag = occupant?.tag ?? homeAsset?.tag ?? null;
  const shown = { look, tag, says: [says, occupant?.model ?? homeAsset?.model].filter(Boolean).join(', ') };
  switch (look) {
    case 'in_place':
      return { ...shown, mark: '', detail: occupant?.model ?? '' };
    case 'wrong_home': {
      const home = occupant?.home ?? null;
      const belongs = home ? map.belongsIn(words.custody.inSlot(home.case, home.slot)) : map.noHome;
      return { ...shown, mark: map.marks.wrong_home, detail: belongs, says: `${shown.says}, ${belongs}` };
    }
    case 'out':
    case 'overdue': {
      const dueAt = homeAsset?.dueAt ?? null;
      const due =
        dueAt === null
          ? map.marks.out
          : look === 'overdue'
            ? map.late(duration(now - Date.parse(dueAt)))
            : map.due(dueShort(dueAt, now));
      return { ...shown, mark: due, detail: homeAsset?.holder ?? '', says: `${shown.says}, ${due}` };
    }
    case 'lost':
      return { ...shown, mark: map.marks.lost, detail: homeAsset ? map.since(moment(homeAsset.since, now)) : '' };
    case 'elsewhere':
      return {
        ...shown,
        mark: map.marks.elsewhere,
        detail: homeAsset ? map.ownIs(whereIs(homeAsset)) : '',
      };
    default:
      return { ...shown, mark: map.marks.empty, detail: '' };
  }
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** A coming moment as short as it stays clear: the time if it is today, else the day. */
function dueShort(dueAt: string, now: number): string {
  const date = new Date(dueAt);
  return date.toDateString() === new Date(now).toDateString() ? clock.format(date) : day.format(date);
}

/** `in CASE-2 / 7`, `with Bob`, `unplaced`: where an asset is, as the end of a sentence. */
export function whereIs(custody: Parameters<typeof custodyWords>[0]): string {
  const where = custodyWords(custody);
  if (custody.status === 'slot') return words.assets.inSlot(where);
  return custody.status === 'holder' ? words.assets.withHolder(where) : where;
}
