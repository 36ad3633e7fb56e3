import type { SlotRow } from '../../../shared/contract/answers.ts';
import { words } from '../../../shared/uiWords.ts';
import { useNow } from '../../state/useNow.ts';
import css from './SlotMap.module.css';
import { tileText } from './tileText.ts';

interface SlotTileProps {
  readonly row: SlotRow;
  /** shown beside the map, and where the Tab key comes to */
  readonly current: boolean;
  /** its asset is being moved out of it */
  readonly leaving: boolean;
  /** something is held over it */
  readonly over: boolean;
  readonly draggable: boolean;
}

/** One slot of a case, large enough to read: what is in it or belongs there, and how that stands. */
export function SlotTile({ row, current, leaving, over, draggable }: SlotTileProps) {
  const { slot, label } = row;
  const { look, mark, tag, detail, says } = tileText(row, useNow());
  return (
    <button
      type="button"
      className={css.tile}
      data-look={look}
      data-slot={slot}
      data-leaving={leaving || undefined}
      data-over={over || undefined}
      aria-current={current || undefined}
      title={says}
      tabIndex={current ? 0 : -1}
      draggable={draggable}
    >
      <span className={css.first}>
        <b>
          <span className="only-heard">{words.case.slot.word} </span>
          {slot}
        </b>
        {label && <span className={css.label}>{label}</span>}
        {mark && <span className={css.mark}>{mark}</span>}
      </span>
      <Tag tag={tag ?? ''} />
      <span className={css.detail}>{detail || (tag === null ? words.case.map.empty : '')}</span>
      {tag !== null && <span className="only-heard">{words.board.slots[look]}</span>}
    </button>
  );
}

/** Characters of a tag that a tile has room for. */
const ROOM = 14;
/** Characters at the end of a longer one that are always seen: in a series, they tell one from the next. */
const TAIL = 7;

function Tag({ tag }: { readonly tag: string }) {
  if (tag.length <= ROOM) return <span className={css.tag}>{tag}</span>;
  return (
    <>
      <span className="only-heard">{tag}</span>
      <span className={css.tag} aria-hidden="true">
        <span className={css.head}>{tag.slice(0, -TAIL)}</span>
        {tag.slice(-TAIL)}
      </span>
    </>
  );
}
