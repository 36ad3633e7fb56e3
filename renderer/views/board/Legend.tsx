import { words } from '../../../shared/uiWords.ts';
import css from './Board.module.css';
import tiles from './SlotTiles.module.css';
import type { SlotLook } from './slotState.ts';

const LOOKS: readonly { readonly look: SlotLook; readonly mark: string }[] = [
  { look: 'in_place', mark: '4' },
  { look: 'out', mark: 'FN' },
  { look: 'overdue', mark: 'FN' },
  { look: 'wrong_home', mark: '4' },
  { look: 'elsewhere', mark: '4' },
  { look: 'lost', mark: '4' },
  { look: 'empty', mark: '4' },
];

/** What the looks of the tiles mean. */
export function Legend() {
  return (
    <ul className={css.legend} aria-label={words.board.legend}>
      {LOOKS.map(({ look, mark }) => (
        <li key={look}>
          <span className={tiles.tile} data-look={look} aria-hidden="true">
            {mark}
          </span>
          {words.board.legendOf[look]}
        </li>
      ))}
    </ul>
  );
}
